package io.ebm.core;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Clampable;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.Growing;
import io.ebm.api.LogPartition;
import io.ebm.api.Model;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.PredictionFiles;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.compose.Composition;
import io.ebm.core.compose.Fit;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.Sampling;
import io.ebm.core.estimation.Estimators;
import io.ebm.core.evaluation.ConditionalEvaluator;
import io.ebm.core.evaluation.Diagnosis;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.evaluation.ForeignScores;
import io.ebm.core.evaluation.SampleQuality;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.evaluation.Verdicts;
import io.ebm.core.prediction.Answers;
import io.ebm.core.prediction.Predictor;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.sampling.Chains;
import io.ebm.core.sampling.Draws;
import io.ebm.core.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A composed experiment to draw from and to evaluate. */
public final class Session {

  private final Composition composition;
  private @Nullable Double learned;

  Session(Composition composition) {
    this.composition = composition;
  }

  /** The components. */
  public Composition composition() {
    return composition;
  }

  /** The experiment. */
  public Experiment experiment() {
    return composition.experiment();
  }

  /**
   * The energy.
   *
   * @throws UserException if the model is conditional only
   */
  public EnergyFunction energy() {
    EnergyFunction energy = composition.model().as(EnergyFunction.class).orElse(null);
    if (energy != null) {
      return energy;
    }
    throw new UserException(
        "energy: '"
            + experiment().energy().type()
            + "' is conditional, and without contexts there is no energy to draw from or evaluate");
  }

  /** The space of the samples. */
  public StateSpace space() {
    return energy().space();
  }

  /**
   * Rows of the energy's space in the units of the data's source, where the data were {@link
   * Rescaled}: what {@link #draw} gives is in the model's.
   */
  public Batch restored(Batch rows) {
    Batch copy = rows.copy();
    units().ifPresent(units -> units.restore(copy));
    return copy;
  }

  /** Rows in the units of the data's source as the model sees them. */
  public Batch rescaled(Batch rows) {
    Batch copy = rows.copy();
    units().ifPresent(units -> units.rescale(copy));
    return copy;
  }

  /** How the data were rescaled, if the energy is over them. */
  Optional<Rescaled> units() {
    return composition
        .data()
        .filter(data -> data instanceof Rescaled && data.space().dim() == space().dim())
        .map(Rescaled.class::cast);
  }

  /** Whether the experiment says how to draw from an unconditional energy. */
  public boolean canSample() {
    return composition.model().as(EnergyFunction.class).isPresent()
        && experiment().sampler() != null;
  }

  /** Whether there is something to evaluate: an energy, or contexts to condition one on. */
  public boolean canEvaluate() {
    return composition.model().as(EnergyFunction.class).isPresent() || evaluatesContexts();
  }

  private boolean evaluatesContexts() {
    if (!Capabilities.has(composition.model(), Conditional.class) || composition.data().isEmpty()) {
      return false;
    }
    try {
      Dataset data = composition.task().orElseThrow();
      return Task.of(composition.model(), data.train(), data.space().dim()).conditional();
    } catch (IllegalArgumentException e) { // data of an archive are read only now
      throw new UserException("data: " + Texts.reason(e), e);
    }
  }

  /**
   * What predicts targets of contexts in files.
   *
   * @throws UserException if the model is not conditional or the data have no files of contexts
   */
  public Predictor<?> predictor() {
    if (Capabilities.has(composition.model(), Conditional.class)
        && composition.task().orElse(null) instanceof PredictionFiles<?> files) {
      return Predictor.of(composition.model(), files, composition.workers());
    }
    throw new UserException(
        "only a conditional model whose data say how contexts stand in a file can predict; energy '"
            + experiment().energy().type()
            + "' with these data cannot");
  }

  /** Whether the energy answers states with gaps by itself. */
  public boolean answers() {
    return composition.model().as(Answering.class).isPresent();
  }

  /**
   * Has the energy answer states, on all threads.
   *
   * @param states rows of the energy's space as the model sees them, see {@link #rescaled}, with
   *     NaN for what is not known; overwritten by the answers
   * @throws UserException if the energy is not {@link Answering}, or a value is not in its space
   * @throws RunFailedException if an energy is not finite
   */
  public Answers answer(Batch states) {
    Answering model =
        energy()
            .as(Answering.class)
            .orElseThrow(
                () ->
                    new UserException(
                        "energy: '"
                            + experiment().energy().type()
                            + "' answers nothing; that takes an energy that is Answering"));
    checkRows("states", states, "is not known");
    return Answers.of(model, states, composition.workers());
  }

  /** Draws as the experiment says. */
  public Draws draw(ProgressListener listener) {
    return draw(null, null, null, listener);
  }

  /**
   * Draws with chains started from noise. States are as the model sees them; see {@link #restored}.
   *
   * @param count how many chains, or null as the experiment says
   * @param steps transitions of each, or null as the experiment says
   * @param seed their seed, or null for the experiment's
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws draw(
      @Nullable Integer count,
      @Nullable Integer steps,
      @Nullable Long seed,
      ProgressListener listener) {
    Sampling sampling = experiment().sampling();
    int chains = count == null ? sampling.count() : count;
    int transitions = steps == null ? sampling.steps() : steps;
    if (chains < 1 || transitions < 0) {
      throw new UserException(
          "count must be at least 1 and steps at least 0, but they are "
              + chains
              + " and "
              + transitions);
    }
    Fit.checkMemory(
        count == null ? "sampling.count" : "--count", chains, "chains", space().dim(), 2);
    long tiles = Tiles.of(chains).count();
    return chains(seed)
        .run(
            chains,
            transitions,
            sampling.warmUpOf(transitions),
            sampling.startScale(),
            done -> listener.at(done, tiles * transitions));
  }

  private Chains chains(@Nullable Long seed) {
    RunContext.Run run = composition.run();
    if (seed != null) {
      run = run.withSeed(seed);
    }
    return new Chains(energy(), composition.sampler(), run, composition.workers());
  }

  /**
   * Completes rows by chains that hold what is given.
   *
   * @param given rows of the energy's space as the model sees them, see {@link #rescaled}, with NaN
   *     for what is to be filled in
   * @param steps transitions of each chain, or null as the experiment says
   * @param seed the chains' seed, or null for the experiment's
   * @throws UserException if the energy cannot hold units, or a given value is not in its space
   */
  public Draws complete(
      Batch given, @Nullable Integer steps, @Nullable Long seed, ProgressListener listener) {
    if (energy().as(Clampable.class).isEmpty()) {
      throw new UserException(
          "energy: '"
              + experiment().energy().type()
              + "' cannot hold some units and draw the others; that takes an energy that is Clampable");
    }
    checkRows("given", given, "is to be filled in");
    int transitions = steps == null ? experiment().sampling().steps() : steps;
    long tiles = Tiles.of(given.size()).count();
    return chains(seed)
        .complete(
            given,
            transitions,
            experiment().sampling().startScale(),
            done -> listener.at(done, tiles * transitions));
  }

  /** Requires rows of the energy's space, or NaN. */
  private void checkRows(String what, Batch given, String missing) {
    if (given.dim() != space().dim()) {
      throw new UserException(
          what
              + ": rows of "
              + given.dim()
              + " values do not fit "
              + space()
              + " of "
              + space().dim());
    }
    for (int i = 0; i < given.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value) && !space().allows(value)) {
        throw new UserException(
            what
                + ": row "
                + i / given.dim()
                + " has "
                + value
                + " in column "
                + i % given.dim()
                + ", which is not in "
                + space()
                + "; NaN stands for what "
                + missing);
      }
    }
  }

  /**
   * Estimates {@code log Z} as the experiment says ({@code evaluation.logZ}), or else by the
   * standard method for the energy. What the objective learned, if it learns {@code log Z}, stands
   * beside it as the part {@code learned}, and alone where there is no method; empty if there is
   * neither.
   *
   * @throws UserException if the experiment's method does not fit the energy
   */
  public Optional<LogPartition> logPartition(ProgressListener listener) {
    EnergyFunction energy = energy();
    EstimationContext context = composition.estimation(listener::at);
    Optional<PartitionEstimator> chosen = composition.estimator();
    Optional<LogPartition> estimate =
        chosen
            .or(() -> Estimators.standard(energy, context))
            .map(estimator -> estimator.estimate(energy, context));
    return learned == null ? estimate : Optional.of(withLearned(estimate, learned));
  }

  private static LogPartition withLearned(Optional<LogPartition> estimate, double value) {
    LogPartition told =
        LogPartition.of(value, Double.NaN, Double.NaN, "learned", Double.NaN)
            .assuming("the objective has learned it exactly; nothing tells how far it is off");
    if (estimate.isEmpty()) {
      return told;
    }
    Map<String, LogPartition> parts = new LinkedHashMap<>(estimate.get().parts());
    parts.put("learned", told);
    return estimate.get().withParts(parts);
  }

  /** Says what {@code log Z} the objective has learned. */
  void learned(double logNormaliser) {
    learned = logNormaliser;
  }

  /**
   * Evaluates the energy on the experiment's data and on samples.
   *
   * @param draws samples, or null
   * @return one object; what does not apply is left out
   */
  public ObjectNode evaluate(@Nullable Draws draws) {
    return evaluate(draws, ProgressListener.NONE);
  }

  /**
   * Evaluates the energy on the experiment's data and on samples.
   *
   * @param draws samples, or null
   * @param listener told how far the estimate of the partition function is
   * @return one object; what does not apply is left out
   */
  public ObjectNode evaluate(@Nullable Draws draws, ProgressListener listener) {
    RandomStream random = RandomStream.of(experiment().seed()).split(Scores.STREAM);
    boolean contexts = evaluatesContexts();
    Diagnosis diagnosis = draws == null ? null : Diagnosis.of(draws);
    LogPartition logZ = null;
    String noLogZ = "";
    ObjectNode result;
    if (contexts && composition.model().as(EnergyFunction.class).isEmpty()) {
      result = Json.object();
    } else {
      logZ = logPartition(listener).orElse(null);
      noLogZ =
          logZ == null ? Estimators.missing(energy(), composition.estimation(listener::at)) : "";
      result =
          Evaluator.evaluate(
              energy(), composition.data(), draws, diagnosis, logZ, composition.workers(), random);
    }
    if (contexts) {
      Model model = composition.model();
      Dataset data = composition.task().orElseThrow();
      if (!(data instanceof Growing)) { // those are what a run happened to begin with
        ConditionalEvaluator.evaluate(model, data, composition.workers(), result);
      }
    }
    compare(draws, random, result);
    Scores.add(this, draws, result);
    Verdicts.judge(result, diagnosis, logZ, noLogZ, composition::remedies);
    return result;
  }

  /** Adds what samples come to beside examples, and how the model tells other data from them. */
  private void compare(@Nullable Draws draws, RandomStream random, ObjectNode result) {
    Dataset data = composition.data().orElse(null);
    if (data == null || data instanceof Growing) {
      return;
    }
    if (draws != null) {
      SampleQuality.add(
          result,
          energy(),
          data,
          draws.states(),
          composition.evaluating().features(),
          experiment().evaluation().most(),
          composition.workers(),
          random.split("samples"));
    }
    ForeignScores.add(
        result,
        composition.model(),
        data,
        composition.evaluating().foreign(),
        composition.workers(),
        random.split("against"));
  }

  /** Judges chains: whether they moved, mixed, diverged. */
  public List<Verdict> judge(Draws draws) {
    return Verdicts.ofChains(Diagnosis.of(draws), composition::remedies);
  }
}
