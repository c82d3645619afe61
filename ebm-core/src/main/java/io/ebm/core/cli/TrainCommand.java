package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Run;
import io.ebm.core.UserException;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.run.RunFolder;
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

/** {@code ebm train}. */
@Command(
    name = "train",
    description = "Trains an experiment, draws from it, evaluates it and writes its report.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|RUN",
      description = "The experiment; with --resume it may be the folder of the run instead")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run (default: runs/NAME, numbered if taken)")
  private @Nullable Path out;

  @Option(names = "--resume", description = "Continue the run from its last checkpoint")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the experiment, as in training.steps=100")
  private List<String> overrides = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      Run run = run(ebm, console);
      train(run, console, ProgressListener.NONE);
      finish(run, console);
      console.print(run.folder().path());
    }
    return 0;
  }

  /**
   * Trains a run, and tells of it.
   *
   * @param listener told of each step besides
   */
  static void train(Run run, Console console, ProgressListener listener) {
    run.session().composition().notes().forEach(text -> console.say("note: " + text));
    run.session().composition().warnings().forEach(text -> console.say("warning: " + text));
    try (StopSignals signals = new StopSignals(console::say);
        Console.Task training = console.task("training", "steps")) {
      console.say("run: " + run.folder().path());
      run.stopWhen(signals::asked);
      run.train(
          (step, steps, loss) -> {
            listener.at(step, steps);
            training.lossAt(step, steps, loss);
          });
    }
    run.rollbacks().forEach(rollback -> console.say("rolled back: " + rollback));
    if (run.stopped() != null) {
      console.say("stopped: " + run.stopped());
    }
    if (run.kept() != null) {
      console.say("kept: " + run.kept());
    }
  }

  private Run run(Ebm ebm, Console console) {
    if (!Files.isDirectory(file)) {
      ExperimentFile experiment = ebm.experiment(file, overrides);
      return resume ? ebm.resume(experiment, out, console::say) : ebm.start(experiment, out);
    }
    if (!RunFolder.isRun(file)) {
      throw new UserException(
          file
              + ": is a folder without a run that has begun; give an experiment, with --out "
              + file
              + " to train into it");
    }
    if (!resume || out != null) {
      throw new UserException(
          file + ": is the folder of a run; to continue its training: train " + file + " --resume");
    }
    return ebm.resume(ebm.experimentOf(file, overrides), file, console::say);
  }

  /** Draws, evaluates and reports, as far as the model allows. */
  static void finish(Run run, Console console) {
    finish(run, console, List.of());
  }

  /** The same, with curves over this run and others. */
  static void finish(Run run, Console console, List<Path> others) {
    run.checkReplicates(others);
    Draws draws = null;
    if (run.session().canSample()) {
      try (Console.Task sampling = console.task("sampling", "transitions")) {
        draws = run.sample(sampling::at);
      }
    }
    ObjectNode evaluation = null;
    if (run.session().canEvaluate()) {
      console.say("evaluating");
      try (Console.Task estimating = console.task("log Z", "transitions")) {
        evaluation = run.evaluate(draws, estimating::at);
      }
      console.say(Tables.evaluation(evaluation));
      console.judge(Verdict.in(evaluation));
    }
    run.report(draws, evaluation, others);
    console.say("report: " + run.folder().file("report.html"));
  }
}
