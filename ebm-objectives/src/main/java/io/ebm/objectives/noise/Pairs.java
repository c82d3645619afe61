package io.ebm.objectives.noise;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.Sizes;
import java.util.Arrays;
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
  private Batch turned = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] weights = new double[0];
  private double[] row = new double[0];
  private double logSum;

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
  public boolean separable() {
    return false;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    int n = data.size();
    FitContext.require(who, tooFew(n));
    allocate(n, data.dim());
    pairEnergies(energy, data);
    double inner = learned ? Math.exp(own.values()[0]) : temperature;
    double tau = Math.max(least, inner);
    double value = 0;
    double slope = 0;
    Arrays.fill(weights, 0, n * n, 0);
    for (int side = 0; side < (symmetric ? 2 : 1); side++) {
      int right = 0;
      for (int i = 0; i < n; i++) {
        int at = side == 0 ? i * n : i;
        int step = side == 0 ? 1 : n;
        right += softmax(i, n, at, step, tau) ? 1 : 0;
        double share = symmetric ? 0.5 : 1;
        value += share * (energies[i * n + i] / tau + logSum);
        for (int j = 0; j < n; j++) {
          double weight = share * ((i == j ? 1 : 0) - row[j]) / tau;
          weights[at + j * step] += weight;
          slope -= weight * energies[at + j * step];
        }
      }
      context.metrics().record(side == 0 ? "retrieval" : "retrieval-back", (double) right / n);
    }
    if (learned) {
      if (inner >= least || slope < 0) { // at the bound only the way back
        ownGradient.values()[0] += (float) slope;
      }
      context.metrics().record("temperature", tau);
    }
    accumulatePairs(energy, learnable, data, gradient);
    return value;
  }

  /** The probabilities of a row or a column in {@code row}; whether the pair is the likeliest. */
  private boolean softmax(int i, int n, int at, int step, double tau) {
    double top = Double.NEGATIVE_INFINITY;
    int best = -1;
    for (int j = 0; j < n; j++) {
      double u = -energies[at + j * step] / tau;
      if (!Double.isFinite(u)) {
        throw new NonFiniteException(
            "the energy of a pair of row " + i + " with row " + j + " is " + -u * tau);
      }
      if (u > top) {
        top = u;
        best = j;
      }
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      row[j] = Math.exp(-energies[at + j * step] / tau - top);
      sum += row[j];
    }
    for (int j = 0; j < n; j++) {
      row[j] /= sum;
    }
    logSum = top + Math.log(sum);
    return best == i;
  }

  private void pairEnergies(EnergyFunction energy, Batch data) {
    AllPairs pairs = energy.as(AllPairs.class).orElse(null);
    if (pairs != null) {
      pairs.pairEnergies(data, energies);
      return;
    }
    int n = data.size();
    for (int shift = 0; shift < n; shift++) {
      turn(data, shift);
      energy.energies(turned, row);
      for (int i = 0; i < n; i++) {
        energies[i * n + (i + shift) % n] = row[i];
      }
    }
  }

  private void accumulatePairs(
      EnergyFunction energy, Learnable learnable, Batch data, Gradient gradient) {
    AllPairs pairs = energy.as(AllPairs.class).orElse(null);
    if (pairs != null) {
      pairs.accumulatePairs(data, weights, gradient);
      return;
    }
    int n = data.size();
    for (int shift = 0; shift < n; shift++) {
      turn(data, shift);
      for (int i = 0; i < n; i++) {
        row[i] = weights[i * n + (i + shift) % n];
      }
      learnable.accumulate(turned, row, gradient);
    }
  }

  private void turn(Batch data, int shift) {
    for (int i = 0; i < data.size(); i++) {
      turned.copyRow(i, data, (i + shift) % data.size());
    }
  }

  private void allocate(int n, int dim) {
    if (row.length != n || turned.dim() != dim) {
      turned = Batch.allocate(n, dim);
      int pairs = Sizes.product("the pairs of a minibatch", n, n);
      energies = new double[pairs];
      weights = new double[pairs];
      row = new double[n];
    }
  }
}
