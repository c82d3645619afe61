package io.ebm.core;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.Growing;
import io.ebm.api.LogPartition;
import io.ebm.api.Model;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.PerClass;
import io.ebm.api.PredictionFiles;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.Flow;
import io.ebm.core.estimation.Estimators;
import io.ebm.core.evaluation.ConditionalEvaluator;
import io.ebm.core.evaluation.Diagnosis;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.evaluation.FlowLikelihood;
import io.ebm.core.evaluation.ForeignScores;
import io.ebm.core.evaluation.SampleQuality;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.evaluation.Verdicts;
import io.ebm.core.prediction.Answers;
import io.ebm.core.prediction.Predictor;
import io.ebm.core.run.Json;
import io.ebm.core.sampling.Draws;
import io.ebm.core.task.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A composed experiment to draw from and to evaluate. */
public final class Session {

  private final Composition composition;
  private final LearnedObjective learned;

  Session(Composition composition) {
    this.composition = composition;
    learned = new LearnedObjective(composition);
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

  /** The space of the model's states, or null for a model that has none by itself. */
  @Nullable StateSpace stateSpace() {
    return composition.model().as(EnergyFunction.class).map(EnergyFunction::space).orElse(null);
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
    units(copy.dim()).ifPresent(units -> units.restore(copy));
    return copy;
  }

  /** Rows in the units of the data's source as the model sees them. */
  public Batch rescaled(Batch rows) {
    Batch copy = rows.copy();
    units(copy.dim()).ifPresent(units -> units.rescale(copy));
    return copy;
  }

  /** How the data were rescaled, if rows of that dimension are such examples. */
  private Optional<Rescaled> units(int dim) {
    return composition
        .data()
        .filter(data -> data instanceof Rescaled && data.space().dim() == dim)
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
    drawing().checkRows("states", states, "is not known");
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
    return drawing().draw(count, steps, seed, listener);
  }

  private Drawing drawing() {
    return new Drawing(composition, energy());
  }

  /** Whether states of single classes can be drawn: of an energy that is a sum over classes. */
  public boolean drawsClasses() {
    return canSample() && energy().as(PerClass.class).isPresent();
  }

  /**
   * Draws states of a class as {@link #draw} does.
   *
   * @param name the class's
   * @throws UserException if the energy is not {@link PerClass} or there is no such class
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws drawClass(
      String name,
      @Nullable Integer count,
      @Nullable Integer steps,
      @Nullable Long seed,
      ProgressListener listener) {
    return drawing().ofClass(name, count, steps, seed, listener);
  }

  /**
   * Draws a state of each of some classes, as the experiment says.
   *
   * @param classes their numbers, from 0; those of one class best lie together
   * @throws UserException if the energy is not {@link PerClass} or has no such class
   * @throws RunFailedException if a chain becomes non-finite
   */
  public Draws drawClasses(int[] classes, ProgressListener listener) {
    return drawing().ofClasses(classes, null, null, listener);
  }

  /** Whether rows can be completed: by the sampler over real numbers, else by sweeps. */
  public boolean completes() {
    return canSample() && drawing().completes();
  }

  /**
   * Completes rows by chains that hold what is given: rows of real numbers by the experiment's
   * sampler on the coordinates that are free, others by the energy's own sweeps.
   *
   * @param given rows of the energy's space as the model sees them, see {@link #rescaled}, with NaN
   *     for what is to be filled in
   * @param steps transitions of each chain, or null as the experiment says
   * @param seed the chains' seed, or null for the experiment's
   * @throws UserException if the energy cannot hold units and the sampler cannot be used on some of
   *     its coordinates, or a given value is not in its space
   */
  public Draws complete(
      Batch given, @Nullable Integer steps, @Nullable Long seed, ProgressListener listener) {
    return drawing().complete(given, steps, seed, listener);
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
    return learned.beside(estimate);
  }

  /** What the objective learns itself. */
  LearnedObjective learned() {
    return learned;
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
    return evaluate(draws, true, listener);
  }

  /** The same, with or without the partition function and what needs it. */
  ObjectNode evaluate(@Nullable Draws draws, boolean likelihoods, ProgressListener listener) {
    RandomStream random = RandomStream.of(experiment().seed()).split(Scores.STREAM);
    boolean contexts = evaluatesContexts();
    Diagnosis diagnosis = draws == null ? null : Diagnosis.of(draws);
    LogPartition logZ = null;
    String noLogZ = "";
    ObjectNode result;
    if (contexts && composition.model().as(EnergyFunction.class).isEmpty()) {
      result = Json.object();
    } else {
      logZ = likelihoods ? logPartition(listener).orElse(null) : null;
      noLogZ =
          likelihoods && logZ == null
              ? Estimators.missing(energy(), composition.estimation(listener::at))
              : "";
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
    if (experiment().sampling().denoise() > 0) {
      result.remove("moments"); // those of the energy are of what noise was not taken from
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
    Flow flow = experiment().evaluation().flow();
    if (flow != null && composition.model().as(EnergyFunction.class).isPresent()) {
      FlowLikelihood.add(
          result,
          energy(),
          data,
          flow,
          Estimators.each(composition.estimation((done, total) -> {}), composition.estimator()),
          composition.workers(),
          random.split("flow"));
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
