package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.Session;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.run.Json;
import io.ebm.core.sampling.Draws;
import java.nio.file.Files;
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
import tools.jackson.databind.node.ObjectNode;

/** {@code ebm evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Likelihood, partition function, scores and diagnostics of a run, or of an experiment whose"
            + " energy has \"parameters\".",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN|FILE", description = "Folder of the run, or an experiment")
  private Path path = Path.of("");

  @Option(names = "--json", description = "Print one JSON object")
  private boolean json;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the experiment, as in evaluation.logZ.type=ais")
  private List<String> overrides = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      ObjectNode result;
      if (Files.isRegularFile(path)) {
        Session session = ebm.session(ebm.experiment(path, overrides));
        Draws draws = session.canSample() ? draw(session, console) : null;
        try (Console.Task estimating = console.task("log Z", "transitions")) {
          result = session.evaluate(draws, estimating::at);
        }
      } else {
        Run run = ebm.open(path, overrides, console::say);
        run.folder().checkWritable();
        Draws draws = run.session().canSample() ? draw(run.session(), console) : null;
        try (Console.Task estimating = console.task("log Z", "transitions")) {
          result = run.evaluate(draws, estimating::at);
        }
      }
      console.judge(Verdict.in(result));
      console.print(json ? Json.page(result).stripTrailing() : Tables.evaluation(result));
    }
    return 0;
  }

  private static Draws draw(Session session, Console console) {
    try (Console.Task sampling = console.task("sampling", "transitions")) {
      return session.draw(sampling::at);
    }
  }
}
