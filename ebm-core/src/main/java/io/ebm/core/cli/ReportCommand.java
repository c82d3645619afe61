package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm report}. */
@Command(
    name = "report",
    description = "Draws from a run, evaluates it and writes its plots and report.html again.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Folder of the run")
  private Path folder = Path.of("");

  @Option(
      names = "--with",
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "Other runs of the same experiment, by other seeds: adds curves of means with bands of"
              + " confidence")
  private List<Path> others = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      Run run = ebm.open(folder, console::say);
      run.folder().checkWritable();
      TrainCommand.finish(run, console, others);
      console.print(run.folder().file("report.html"));
    }
    return 0;
  }
}
