package io.ebm.core.cli;

import io.ebm.api.Batch;
import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.Session;
import io.ebm.core.UserException;
import io.ebm.core.sampling.Draws;
import io.ebm.core.sampling.SampleFiles;
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

/** {@code ebm sample}. */
@Command(
    name = "sample",
    description =
        "Draws from a trained run, each chain started from noise; or from an experiment whose energy"
            + " is given, with a run folder and a report unless --out names a file of samples.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN|FILE",
      description = "Folder of the run, or an experiment without an objective")
  private Path path = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the experiment, as in sampling.sampler.type=nuts")
  private List<String> overrides = new ArrayList<>();

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
      names = "--class",
      paramLabel = "NAME",
      description = "Draw samples of this class, from a model of examples and classes together")
  private @Nullable String ofClass;

  @Option(
      names = "--given",
      paramLabel = "FILE",
      description =
          "NPY or CSV file of states to complete, with NaN for what is to be filled in; one chain for"
              + " each")
  private @Nullable Path given;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "File to write: .npy, .csv or .png (default: samples.npy in the run); or, for an experiment,"
              + " the folder of its run (default: runs/NAME, numbered if taken). Folders on the way"
              + " are made")
  private @Nullable Path out;

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      if (Files.isRegularFile(path)
          && given == null
          && ofClass == null
          && !SampleFiles.isSampleFile(out)) {
        Run run = ebm.startGiven(ebm.experiment(path, settings()), out);
        TrainCommand.finish(run, console);
        console.print(run.folder().path());
        return 0;
      }
      Session session;
      Path target = out;
      if (Files.isRegularFile(path)) {
        session = ebm.session(ebm.experiment(path, overrides));
      } else {
        Run run = ebm.open(path, overrides, console::say);
        session = run.session();
        if (out == null) {
          run.folder().checkWritable();
        }
        target = out == null ? run.folder().file("samples.npy") : out;
      }
      if (target == null) {
        throw new UserException("--out: which file are the rows to be written to?");
      }
      SampleFiles.check(target, session.space());
      SampleFiles.write(target, draw(session, console), session.space());
      console.print(target);
    }
    return 0;
  }

  /** The options as changes of the experiment, so that its run records them. */
  private List<String> settings() {
    List<String> settings = new ArrayList<>(overrides);
    if (count != null) {
      settings.add("sampling.count=" + count);
    }
    if (steps != null) {
      settings.add("sampling.steps=" + steps);
    }
    if (seed != null) {
      settings.add("seed=" + seed);
    }
    return settings;
  }

  /** Samples in the units of the data's source. */
  private Batch draw(Session session, Console console) {
    if (ofClass != null && given != null) {
      throw new UserException(
          "--class: rows to complete (--given) have no class that is asked for");
    }
    if (given == null) {
      Draws draws;
      try (Console.Task sampling = console.task("sampling", "transitions")) {
        draws =
            ofClass == null
                ? session.draw(count, steps, seed, sampling::at)
                : session.drawClass(ofClass, count, steps, seed, sampling::at);
      }
      console.judge(session.judge(draws));
      return session.restored(draws.states());
    }
    if (count != null) {
      throw new UserException("--count: there is one sample for each row of " + given);
    }
    Batch rows = SampleFiles.readGiven(given, session.space());
    try (Console.Task sampling = console.task("sampling", "transitions")) {
      Draws completed = session.complete(session.rescaled(rows), steps, seed, sampling::at);
      return filledIn(rows, session.restored(completed.states()));
    }
  }

  /** What was given stays as it was given, to the bit. */
  private static Batch filledIn(Batch given, Batch completed) {
    for (int i = 0; i < given.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value)) {
        completed.array()[completed.offset() + i] = value;
      }
    }
    return completed;
  }
}
