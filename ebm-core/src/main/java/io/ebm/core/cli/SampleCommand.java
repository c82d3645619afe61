package io.ebm.core.cli;

import io.ebm.api.Batch;
import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.UserException;
import io.ebm.core.sampling.Draws;
import io.ebm.core.sampling.SampleFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm sample}. */
@Command(
    name = "sample",
    description = "Draws from a trained run, each chain started from noise.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Folder of the run")
  private Path folder = Path.of("");

  @Option(names = "--count", paramLabel = "N", description = "Samples (default: the experiment's)")
  private @Nullable Integer count;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "Transitions of each chain (default: the experiment's)")
  private @Nullable Integer steps;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the chains (default: the experiment's)")
  private @Nullable Long seed;

  @Option(
      names = "--given",
      paramLabel = "FILE",
      description =
          "NPY file of states to complete, with NaN for what is to be filled in; one chain for each")
  private @Nullable Path given;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File to write: .npy, .csv or .png (default: samples.npy in the run)")
  private @Nullable Path out;

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      Run run = ebm.open(folder, console::say);
      Path target = out == null ? run.folder().file("samples.npy") : out;
      SampleFiles.check(target, run.session().space());
      SampleFiles.write(target, draw(run, console).states(), run.session().space());
      console.print(target.toString());
    }
    return 0;
  }

  private Draws draw(Run run, Console console) {
    if (given != null && count != null) {
      throw new UserException("--count: there is one sample for each row of " + given);
    }
    try (Console.Task sampling = console.task("sampling", "transitions")) {
      if (given != null) {
        Batch rows = SampleFiles.readGiven(given, run.session().space());
        return run.session().complete(rows, steps, seed, sampling::at);
      }
      return run.session().draw(count, steps, seed, sampling::at);
    }
  }
}
