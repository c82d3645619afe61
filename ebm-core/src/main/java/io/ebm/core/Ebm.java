package io.ebm.core;

import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.compose.Beginning;
import io.ebm.core.compose.Composition;
import io.ebm.core.compose.Runs;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.discovery.Discovery;
import io.ebm.core.discovery.Registry;
import io.ebm.core.estimation.Estimators;
import io.ebm.core.estimation.HostEstimation;
import io.ebm.core.run.ArchivedFiles;
import io.ebm.core.run.Checkpoints;
import io.ebm.core.run.Differences;
import io.ebm.core.run.Provenance;
import io.ebm.core.run.RunFolder;
import io.ebm.core.run.RunLock;
import io.ebm.core.runtime.NamedFiles;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.core.train.Crew;
import io.ebm.core.train.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The framework in a program: the installed components and the threads to run them on.
 *
 * <pre>{@code
 * try (Ebm ebm = Ebm.open()) {
 *   Run run = ebm.start(ebm.experiment(Path.of("examples/two-moons.json"), List.of()), null);
 *   run.train();
 *   Batch samples = run.sample().states();
 * }
 * }</pre>
 *
 * One experiment runs at a time; not thread-safe.
 */
public final class Ebm implements AutoCloseable {

  private final Registry registry;
  private final Workers workers;
  private final Crew crew;
  private final @Nullable Path dataFolder;
  private final Map<Path, RunLock> locks = new HashMap<>(); // of the folders it trains in

  private Ebm(Registry registry, Workers workers, Crew crew, @Nullable Path dataFolder) {
    this.registry = registry;
    this.workers = workers;
    this.crew = crew;
    this.dataFolder = dataFolder;
  }

  /** With all processors, the class path's components and those in {@code plugins/}. */
  public static Ebm open() {
    return builder().open();
  }

  /** A builder of other choices. */
  public static Builder builder() {
    return new Builder();
  }

  /** The installed components. */
  public Registry registry() {
    return registry;
  }

  /**
   * Reads and checks an experiment.
   *
   * @param overrides changes of the form {@code path.to.key=value}
   * @throws UserException that lists every problem of the file
   */
  public ExperimentFile experiment(Path file, List<String> overrides) {
    return ExperimentFile.read(file, overrides, registry);
  }

  /**
   * The experiment of a run, by which its training can be continued.
   *
   * @throws UserException if there is no run in the folder, or the changes are no good
   */
  public ExperimentFile experimentOf(Path run, List<String> overrides) {
    return runs().experiment(RunFolder.open(run), overrides);
  }

  /** Composes an experiment's components without running anything. */
  public Composition compose(ExperimentFile experiment) {
    return Composition.of(experiment, registry, workers, crew, dataFolder, null, NamedFiles.any());
  }

  private Runs runs() {
    return new Runs(registry, workers, crew, dataFolder);
  }

  /**
   * Prepares a new run.
   *
   * @param out its folder, new or empty; null for {@code runs/NAME}, numbered if that is taken
   * @throws UserException if components do not fit together or the folder cannot be used
   */
  public Run start(ExperimentFile experiment, @Nullable Path out) {
    Composition composition = compose(experiment);
    composition.checkStart();
    composition.learnable();
    Beginning.load(composition);
    return start(experiment, composition, out);
  }

  /**
   * Prepares a run that only draws from an energy that is given, and evaluates it.
   *
   * @param out its folder, new or empty; null for {@code runs/NAME}, numbered if that is taken
   * @throws UserException if the experiment has an objective, if components do not fit together or
   *     the folder cannot be used
   */
  public Run startGiven(ExperimentFile experiment, @Nullable Path out) {
    if (experiment.experiment().objective() != null) {
      throw new UserException(
          "objective: this experiment learns its energy; train it, and draw from its run");
    }
    Composition composition = compose(experiment);
    composition.checkFit();
    composition.sampler();
    return start(experiment, composition, out);
  }

  private Run start(ExperimentFile experiment, Composition composition, @Nullable Path out) {
    composition.optimizer(); // what it reads is of the run, too
    composition.evaluating().make();
    RunFolder folder =
        RunFolder.create(
            out == null ? RunFolder.free(Path.of("runs"), experiment.experiment().name()) : out);
    lock(folder);
    composition.archive(folder.file(RunFolder.ARCHIVE));
    ObjectNode provenance =
        Provenance.of(
            experiment.json(), composition.data(), composition.run().files().used(), registry);
    provenance.put(Provenance.FOLDER, experiment.folder().toString());
    ArchivedFiles.record(folder.file(RunFolder.ARCHIVE), provenance);
    folder.write(RunFolder.PROVENANCE, provenance);
    folder.write("experiment.json", experiment.json());
    return new Run(folder, new Session(composition), -1);
  }

  /**
   * Prepares to continue a run from its last good checkpoint, or from the beginning if it has none.
   *
   * @param out its folder; null for the newest {@code runs/NAME}
   * @param warn told of damaged checkpoints
   * @throws UserException if there is no such run, it is of another experiment, or a file that the
   *     experiment names has changed since it began
   */
  public Run resume(ExperimentFile experiment, @Nullable Path out, Consumer<String> warn) {
    RunFolder folder = RunFolder.open(out == null ? newest(experiment.experiment().name()) : out);
    String changes = Differences.of(folder.json(RunFolder.EXPERIMENT), experiment.json());
    if (!changes.isEmpty()) {
      throw new UserException(
          folder.path()
              + ": holds a run of another experiment, which cannot be resumed with this one: "
              + changes);
    }
    lock(folder);
    Composition composition = runs().compose(experiment, folder);
    composition.checkFit();
    Run run = new Run(folder, new Session(composition), -1);
    run.restore(warn);
    return run;
  }

  private void lock(RunFolder folder) {
    locks.computeIfAbsent(folder.path().toAbsolutePath().normalize(), path -> folder.lock());
  }

  private static Path newest(String name) {
    Path newest = Path.of("runs", name);
    for (int i = 2; RunFolder.isRun(Path.of("runs", name + "-" + i)); i++) {
      newest = Path.of("runs", name + "-" + i);
    }
    return newest;
  }

  /**
   * Opens a trained run with the parameters of its last good checkpoint.
   *
   * @param warn told of damaged checkpoints
   * @throws UserException if there is no run in the folder, none of its checkpoints is good, or a
   *     file that its experiment names has changed since it began
   */
  public Run open(Path path, Consumer<String> warn) {
    return open(path, List.of(), warn);
  }

  /**
   * Opens a run: a trained one with the parameters of its last good checkpoint.
   *
   * @param overrides changes to its experiment, of the form {@code path.to.key=value}
   * @param warn told of damaged checkpoints
   * @throws UserException if there is no run in the folder, or none of its checkpoints is good, or
   *     the changes are no good
   */
  public Run open(Path path, List<String> overrides, Consumer<String> warn) {
    RunFolder folder = RunFolder.open(path);
    ExperimentFile experiment = runs().experiment(folder, overrides);
    Session session = new Session(runs().compose(experiment, folder));
    if (experiment.experiment().objective() == null) {
      return new Run(folder, session, 0);
    }
    long step = restore(folder.best(), session, warn);
    if (step < 0) {
      BestParameters.tellLost(experiment.experiment().training().best(), folder, warn);
      step = restore(folder.checkpoints(), session, warn);
    }
    if (step < 0) {
      throw new UserException(
          path + ": has no checkpoint that can be used; continue its training with --resume");
    }
    return new Run(folder, session, step);
  }

  private static long restore(Checkpoints from, Session session, Consumer<String> warn) {
    return from.restore(
        session.composition().learnable().parameters(),
        state -> Run.tellLearned(state, session),
        warn);
  }

  /**
   * A session of an experiment whose energy is given, or loads its {@code parameters}.
   *
   * @throws UserException if components do not fit together
   */
  public Session session(ExperimentFile experiment) {
    Composition composition = compose(experiment);
    composition.checkFit();
    return new Session(composition);
  }

  /**
   * What works for a {@link Crew} in another process: computes the work of shards of an
   * experiment's training on one thread, as {@link Lane#request} asks for it. Used by one thread.
   * Results are the same bits with the same Java version and vector width.
   *
   * @throws UserException if components do not fit together
   */
  public UnaryOperator<byte[]> worker(ExperimentFile experiment) {
    Composition composition = compose(experiment);
    composition.checkFit();
    return Learning.steps(composition, workers)::answer;
  }

  /**
   * Estimates {@code log Z} of any energy on this instance's threads.
   *
   * @param estimator how, as in {@code Sandwich.standard()}
   * @param data that show where the mass of the energy may lie, or null
   * @param seed of the random numbers; the result depends on it and not on the number of threads
   * @throws IllegalArgumentException if the estimator cannot be used on the energy
   */
  public LogPartition logPartition(
      EnergyFunction energy, PartitionEstimator estimator, @Nullable Dataset data, long seed) {
    return estimator.estimate(energy, estimation(data, seed));
  }

  /**
   * Estimates {@code log Z} of an energy by the standard method for it; empty if there is none.
   *
   * @param data that show where the mass of the energy may lie, or null
   */
  public Optional<LogPartition> logPartition(EnergyFunction energy, @Nullable Dataset data) {
    EstimationContext context = estimation(data, 0);
    return Estimators.standard(energy, context)
        .map(estimator -> estimator.estimate(energy, context));
  }

  private EstimationContext estimation(@Nullable Dataset data, long seed) {
    RunContext.Run run = new RunContext.Run(seed, Path.of(""), dataFolder, data);
    return new HostEstimation(run, null, workers, (done, total) -> {});
  }

  @Override
  public void close() {
    locks.values().forEach(RunLock::close);
    workers.close();
  }

  /** Collects choices. */
  public static final class Builder {
    private int threads = Runtime.getRuntime().availableProcessors();
    private ClassLoader loader = Ebm.class.getClassLoader();
    private @Nullable Path plugins = standardPlugins();
    private @Nullable Path dataFolder = standardData();
    private UnaryOperator<Crew> crew = UnaryOperator.identity();

    private Builder() {}

    private static @Nullable Path standardPlugins() {
      String home = System.getProperty("ebm.home");
      return home == null ? null : Path.of(home, "plugins");
    }

    private static @Nullable Path standardData() {
      String data = System.getenv("EBM_DATA");
      return data == null || data.isBlank() ? null : Path.of(data);
    }

    /** How many threads, at least 1. Results do not depend on it. */
    public Builder threads(int threads) {
      if (threads < 1) {
        throw new UserException("threads must be at least 1, but is " + threads);
      }
      this.threads = threads;
      return this;
    }

    /**
     * Where plugin folders are; default {@code plugins/} in the folder {@code ebm.home} names, if
     * it is there.
     */
    public Builder plugins(Path folder) {
      if (!Files.isDirectory(folder)) {
        throw new UserException(
            "plugins: "
                + folder
                + (Files.exists(folder) ? " is no folder" : ": there is no such folder"));
      }
      this.plugins = folder;
      return this;
    }

    /** The loader whose class path to search; default the framework's own. */
    public Builder loader(ClassLoader loader) {
      this.loader = loader;
      return this;
    }

    /**
     * A second folder in which to look for an experiment's files; default what the environment
     * variable {@code EBM_DATA} names.
     */
    public Builder dataFolder(Path folder) {
      this.dataFolder = folder;
      return this;
    }

    /**
     * Has somebody else do the work of shards in training. Results do not depend on who does it.
     *
     * @param choice gives a crew, being told that of this process's threads, which is the default
     */
    public Builder crew(UnaryOperator<Crew> choice) {
      this.crew = choice;
      return this;
    }

    /**
     * Finds the components and starts the threads.
     *
     * @throws UserException that lists every problem of the installed plugins
     */
    public Ebm open() {
      Registry registry = Discovery.discover(loader, plugins);
      Workers workers = new Workers(threads);
      return new Ebm(registry, workers, crew.apply(Crew.of(workers)), dataFolder);
    }
  }
}
