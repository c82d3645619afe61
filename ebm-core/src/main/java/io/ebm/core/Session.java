package io.ebm.core;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.Sampling;
import io.ebm.core.estimation.Estimators;
import io.ebm.core.estimation.HostEstimation;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.sampling.Chains;
import io.ebm.core.sampling.Draws;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A composed experiment to draw from and to evaluate. */
public final class Session {

  private final Composition composition;

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
    if (composition.model() instanceof EnergyFunction energy) {
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

  /** Whether the experiment says how to draw from an unconditional energy. */
  public boolean canSample() {
    return composition.model() instanceof EnergyFunction && experiment().sampler() != null;
  }

  /** Draws as the experiment says. */
  public Draws draw(ProgressListener listener) {
    return draw(null, null, null, listener);
  }

  /**
   * Draws with chains started from noise.
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
    RunContext.Run run = composition.run();
    if (seed != null) {
      run = new RunContext.Run(seed, run.folder(), run.dataFolder(), run.data());
    }
    long tiles = Tiles.of(chains).count();
    return new Chains(energy(), composition.sampler(), run, composition.workers())
        .run(
            chains,
            transitions,
            sampling.startScale(),
            done -> listener.at(done, tiles * transitions));
  }

  /**
   * Estimates {@code log Z} as the experiment says ({@code evaluation.logZ}), or else by the
   * standard method for the energy; empty if there is none.
   *
   * @throws UserException if the experiment's method does not fit the energy
   */
  public Optional<LogPartition> logPartition(ProgressListener listener) {
    EnergyFunction energy = energy();
    EstimationContext context = composition.estimation(listener::at);
    Optional<PartitionEstimator> chosen = composition.estimator();
    chosen
        .flatMap(estimator -> estimator.obstacle(energy, context))
        .ifPresent(
            why -> {
              throw new UserException(HostEstimation.PATH + ": " + why);
            });
    return chosen
        .or(() -> Estimators.standard(energy, context))
        .map(estimator -> estimator.estimate(energy, context));
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
    return Evaluator.evaluate(
        energy(),
        composition.data(),
        draws,
        logPartition(listener).orElse(null),
        composition.workers(),
        RandomStream.of(experiment().seed()).split("evaluation"));
  }
}
