package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import java.util.Optional;

/**
 * The objective of {@link InfoNceFactory} and {@link ClipFactory}: every context of a batch among
 * all its targets, and, if symmetric, every target among all contexts.
 */
final class Pairs implements Objective, Parametric {

  private static final String LOG_TEMPERATURE = "log-temperature";

  private final String who;
  private final boolean symmetric;
  private final double temperature;
  private final boolean learned;
  private final double least;
  private Parameters own;
  private Gradient ownGradient;
  private final PairEnergies energies = new PairEnergies(this);
  private final EncodedPairs encoded = new EncodedPairs(this);
  private double tau;

  Pairs(String who, boolean symmetric, double temperature, boolean learned, double least) {
    this.who = who;
    this.symmetric = symmetric;
    this.temperature = temperature;
    this.learned = learned;
    this.least = least;
    own = newParameters();
    ownGradient = own.newGradient();
  }

  /** Why an objective cannot contrast rows with each other; see {@link ComponentFactory#misfit}. */
  static Optional<String> misfit(boolean conditional, int rows) {
    if (!conditional) {
      return Optional.of(
          "needs a conditional model and data with contexts: its negatives are the targets of other"
              + " rows; 'nce' contrasts the rows of an unconditional one with noise");
    }
    return tooFew(rows);
  }

  static Optional<String> tooFew(int rows) {
    return rows < 2
        ? Optional.of(
            "contrasts the rows of a minibatch with each other, but a minibatch has "
                + rows
                + " row; let 'training.batch' be at least 2")
        : Optional.empty();
  }

  @Override
  public Parameters newParameters() {
    Parameters.Builder builder = Parameters.builder();
    if (learned) {
      builder.add(LOG_TEMPERATURE, 1);
    }
    Parameters made = builder.build();
    if (learned) {
      made.values()[0] = (float) Math.log(temperature);
    }
    return made;
  }

  @Override
  public void bind(Parameters shared, Gradient into) {
    own = shared;
    ownGradient = into;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, who);
    FitContext.require(who, tooFew(context.batchSize()));
    tau = Math.max(least, learned ? Math.exp(own.values()[0]) : temperature);
    DualEncoder encoder = energy.as(DualEncoder.class).orElse(null);
    return encoder == null
        ? energies.evaluate(energy, data, gradient, context)
        : encoded.evaluate(encoder, data, gradient, context);
  }

  /** Whether targets are told from each other too, not only contexts. */
  boolean symmetric() {
    return symmetric;
  }

  /** The temperature in this step. */
  double tau() {
    return tau;
  }

  /** By what the loss of one way counts. */
  double share() {
    return symmetric ? 0.5 : 1;
  }

  /** The derivative of one way's loss of a row by the logarithm of the temperature. */
  double slope(double energy, PairSums sums) {
    return share() * (sums.mean() - energy) / tau;
  }

  /** Adds the derivative of the shard's loss by the logarithm of the temperature, in the end. */
  void learnTemperature(double ofAll, double ofShard, ObjectiveContext context) {
    if (learned) {
      if (Math.exp(own.values()[0]) >= least || ofAll < 0) { // at the bound only the way back
        ownGradient.values()[0] += (float) ofShard;
      }
      context.metrics().record("temperature", tau);
    }
  }
}
