package io.ebm.core.compose;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.ebm.api.Archived;
import io.ebm.api.Capabilities;
import io.ebm.api.Classifier;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.Examples;
import io.ebm.api.FitContext;
import io.ebm.api.Growing;
import io.ebm.api.Labelled;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameterised;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Trouble;
import io.ebm.core.ComponentException;
import io.ebm.core.Failures;
import io.ebm.core.RunFailedException;
import io.ebm.core.UserException;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.config.Nested;
import io.ebm.core.data.ClassTask;
import io.ebm.core.data.DataSummary;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.estimation.HostEstimation;
import io.ebm.core.runtime.NamedFiles;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.core.sampling.Denoising;
import io.ebm.core.task.Task;
import io.ebm.core.train.Crew;
import io.ebm.core.train.Shard;
import io.ebm.core.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The composed components of one experiment. One child injector holds what the experiment has once,
 * and one more for each shard what shards have for themselves. Components are made when first asked
 * for.
 */
public final class Composition {

  private final Injector injector;
  private final Experiment experiment;
  private final Registry registry;
  private final Evaluating evaluating = new Evaluating(this);
  private @Nullable Shard first;

  private Composition(Injector injector, Experiment experiment, Registry registry) {
    this.injector = injector;
    this.experiment = experiment;
    this.registry = registry;
  }

  /**
   * Composes an experiment.
   *
   * @param crew does the work of shards in training
   * @param dataFolder a second place for its files, or null
   * @param archive where an existing run keeps what its components archived, or null
   * @param files told of every file that a component asks for
   */
  public static Composition of(
      ExperimentFile file,
      Registry registry,
      Workers workers,
      Crew crew,
      @Nullable Path dataFolder,
      @Nullable Path archive,
      NamedFiles files) {
    Injector application =
        Guice.createInjector(Stage.DEVELOPMENT, new FactoriesModule(registry, workers, crew));
    return new Composition(
        application.createChildInjector(
            new ExperimentModule(
                file, dataFolder, archive, files, new Runs(registry, workers, crew, dataFolder))),
        file.experiment(),
        registry);
  }

  /** The installed extensions. */
  public Registry registry() {
    return registry;
  }

  /** The experiment. */
  public Experiment experiment() {
    return experiment;
  }

  /** The data, if the experiment has any. */
  public Optional<Dataset> data() {
    return provided(() -> injector.getInstance(Key.get(new TypeLiteral<Optional<Dataset>>() {})));
  }

  /**
   * The data as the model learns them: for a classifier the classes of labelled data, given the
   * examples; for every other model the data as they are.
   */
  public Optional<Dataset> task() {
    Dataset data = data().orElse(null);
    return model().as(Classifier.class).isPresent() && data instanceof Labelled labelled
        ? Optional.of(Failures.at("data", () -> ClassTask.of(data, labelled)))
        : Optional.ofNullable(data);
  }

  /** The model. */
  public Model model() {
    return provided(() -> injector.getInstance(Model.class));
  }

  /** The model's parameters. */
  public Parameterised learnable() {
    Parameterised learnable = model().as(Parameterised.class).orElse(null);
    if (learnable != null) {
      return learnable;
    }
    throw new UserException(
        "energy: '" + experiment.energy().type() + "' has no parameters, so it cannot be trained");
  }

  /** Has the data and the model write what they derived from the data, each into its own folder. */
  public void archive(Path folder) {
    archive(data().orElse(null), folder.resolve("data"));
    archive(model(), folder.resolve("energy"));
  }

  private static void archive(@Nullable Object component, Path folder) {
    if (component instanceof Archived archived) {
      try {
        Files.createDirectories(folder);
        archived.archive(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(folder + ": cannot be written", e);
      }
    }
  }

  /** The optimizer. */
  public Optimizer optimizer() {
    return provided(() -> injector.getInstance(Optimizer.class));
  }

  /** What contexts of this run share. */
  public RunContext.Run run() {
    return provided(() -> injector.getInstance(RunContext.Run.class));
  }

  /** The progress of training. */
  public RunProgress progress() {
    return injector.getInstance(RunProgress.class);
  }

  /** The threads. */
  public Workers workers() {
    return injector.getInstance(Workers.class);
  }

  /** Who does the work of shards. */
  public Crew crew() {
    return injector.getInstance(Crew.class);
  }

  /**
   * The shards of a minibatch: one per tile, or one of all rows where the objective cannot be cut.
   */
  public List<Shard> shards(int rows) {
    Component<Objective> objective = experiment.objective();
    if (objective == null) {
      throw new UserException("objective: this key is missing; training needs an objective");
    }
    Shard first = firstShard(objective, rows);
    if (!first.objective().separable(model())) {
      return List.of(shard(objective, 0, 0, rows));
    }
    Tiles tiles = Cut.of(model(), rows);
    List<Shard> shards = new ArrayList<>(List.of(first));
    for (int tile = 1; tile < tiles.count(); tile++) {
      shards.add(shard(objective, tile, tiles.from(tile), tiles.from(tile + 1)));
    }
    return shards;
  }

  private Shard firstShard(Component<Objective> objective, int rows) {
    Shard known = first;
    int to = Cut.of(model(), rows).from(1);
    if (known == null || known.to() != to) {
      known = shard(objective, 0, 0, to);
      first = known;
    }
    return known;
  }

  private void checkObjective(Component<Objective> objective, Dataset data) {
    Examples examples = data.train();
    if (examples.size() < 1) {
      return; // found when training begins
    }
    int rows = experiment.training().rows(examples.size(), Trainer.needsAll(optimizer()));
    Objective first = firstShard(objective, rows).objective();
    if (!first.weighs() && examples.weights(new int[1], 0, 1).isPresent()) {
      throw new UserException(
          "objective: '"
              + objective.type()
              + "' does not weigh examples, and these have weights; remove the weights, or choose an"
              + " objective that multiplies the loss of each by its own");
    }
  }

  /** A new shard of some rows, with an objective of its own. */
  public Shard shard(Component<Objective> objective, int index, int from, int to) {
    return provided(
        () ->
            injector
                .createChildInjector(new ShardModule(objective, index, from, to))
                .getInstance(Shard.class));
  }

  /** The sampler to draw with. */
  public Component<Sampler> sampler() {
    Component<Sampler> sampler = experiment.sampler();
    if (sampler == null) {
      throw new UserException(
          "sampling.sampler: this key is missing, and the objective has no sampler to take instead;"
              + " installed are: "
              + String.join(", ", registry.names(Kind.SAMPLER)));
    }
    return sampler;
  }

  /** The installed samplers against a trouble that fit the energy, without the one in use. */
  public List<String> remedies(Trouble trouble) {
    Component<Sampler> used = experiment.sampler();
    return registry.entries(Kind.SAMPLER).stream()
        .filter(
            entry ->
                entry.extension() instanceof SamplerFactory<?> factory
                    && factory.remedyFor().contains(trouble)
                    && model()
                        .as(EnergyFunction.class)
                        .filter(energy -> Fit.fits(entry, drawing(energy)))
                        .isPresent())
        .map(Registry.Entry::name)
        .filter(name -> used == null || !name.equals(used.type()))
        .toList();
  }

  /** The estimator of log Z, if the experiment names one. */
  public Optional<PartitionEstimator> estimator() {
    return evaluating.made(HostEstimation.PATH, experiment.evaluation().logZ());
  }

  /** What else the experiment names to evaluate with. */
  public Evaluating evaluating() {
    return evaluating;
  }

  /** What an estimate of log Z in this run may use. */
  public EstimationContext estimation(HostEstimation.Listener listener) {
    return new HostEstimation(run(), experiment.sampler(), workers(), listener);
  }

  /**
   * Makes the data and the model and checks that the objective, the sampler and the estimator can
   * use the energy, and what training does with single tensors.
   *
   * @throws UserException that says what does not fit
   */
  public void checkFit() {
    Beginning.check(this, this::checkParts, false);
  }

  /** {@link #checkFit} of a run that begins: also the files that it starts from. */
  public void checkStart() {
    Beginning.check(this, this::checkParts, true);
  }

  private void checkParts() {
    if (experiment.objective() != null && data().orElse(null) instanceof Growing) {
      Fit.checkGrowth(experiment, Trainer.needsAll(optimizer()));
    }
    checkCapabilities();
    Fit.checkMemory(experiment, data(), model());
    Component<Objective> objective = experiment.objective();
    if (objective != null) {
      task().ifPresent(learned -> checkObjective(objective, learned));
      Fit.checkTraining(this);
    }
    evaluating.check();
  }

  /** What is allowed and will hardly be meant; of a model that is to be learned from data. */
  public List<String> warnings() {
    if (experiment.objective() == null) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>(task().map(DataSummary::warnings).orElse(List.of()));
    warnings.addAll(evaluating().warnings());
    if (model().as(Classifier.class).isPresent()) {
      warnings.addAll(data().map(DataSummary::untrained).orElse(List.of()));
    }
    data().flatMap(data -> Fit.manyTimes(experiment, data)).ifPresent(warnings::add);
    return warnings;
  }

  /** What a user should know of the components; see {@link Component#notes}. */
  public List<String> notes() {
    return Nested.notes(experiment);
  }

  private void checkCapabilities() {
    String name = experiment.energy().type();
    data().ifPresent(data -> Fit.checkVarying(name, model(), data));
    Component<Objective> objective = experiment.objective();
    if (objective != null) {
      learning().ifPresent(learning -> Fit.check("objective", objective, learning, registry));
      learning().ifPresent(learning -> Fit.checkActors(experiment, learning, registry));
    }
    EnergyFunction energy = model().as(EnergyFunction.class).orElse(null);
    if (energy == null) {
      return;
    }
    if (Capabilities.conditional(model()).isEmpty()) {
      data().ifPresent(data -> Fit.checkData(name, energy.space(), data));
    }
    if (experiment.sampling().denoise() > 0) {
      Denoising.check(energy, SamplerFactory.temperatureOf(sampler()));
    }
    if (experiment.sampling().sampler() != null) {
      Fit.check("sampling.sampler", experiment.sampling().sampler(), drawing(energy), registry);
    }
    if (experiment.evaluation().logZ() != null) {
      Fit.check(HostEstimation.PATH, experiment.evaluation().logZ(), drawing(energy), registry);
    }
  }

  /** What samplers and estimators are used on. */
  private FitContext drawing(EnergyFunction energy) {
    return FitContext.of(energy).with(data(), Optional.ofNullable(experiment.sampler()));
  }

  /** What the objective is used on; empty where there are no examples to tell. */
  private Optional<FitContext> learning() {
    Optional<Component<Sampler>> sampler = Optional.ofNullable(experiment.sampler());
    Dataset data = task().orElse(null);
    if (data == null) {
      return model().as(EnergyFunction.class).map(energy -> FitContext.of(energy));
    }
    Task<?> task = Task.of(model(), data.train(), data.space().dim());
    if (!task.fits() || (task.conditional() && task.size() == 0)) {
      return Optional.empty();
    }
    boolean all = Trainer.needsAll(optimizer());
    int rows = task.size() == 0 ? 0 : experiment.training().rows(task.size(), all);
    EnergyFunction energy = task.energy(new int[1], 0, 1); // of the first example
    return Optional.of(new FitContext(energy, model(), task.conditional(), rows, data(), sampler));
  }

  /** Nobody should read Guice's page for what a component said. */
  private static <T> T provided(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (ProvisionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UserException
            || cause instanceof RunFailedException
            || cause instanceof ComponentException) {
          throw (RuntimeException) cause;
        }
      }
      throw e;
    }
  }
}
