package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.ObjectiveContext;
import java.util.Arrays;

/**
 * Lowers the energy of data and raises that of as many model samples:
 *
 * <pre>{@code Σ_i E(x⁺_i) - E(x⁻_i) + α (E(x⁺_i)² + E(x⁻_i)²)}</pre>
 *
 * with the samples {@code x⁻} taken for constants.
 */
final class Contrast {

  private final String who;
  private final double regularization;
  private Batch both = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] weights = new double[0];
  private double dataSum;
  private double modelSum;

  Contrast(String who, double regularization) {
    this.who = who;
    this.regularization = regularization;
  }

  double evaluate(
      EnergyFunction energy,
      Batch data,
      Batch samples,
      Gradient gradient,
      ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    int n = data.size();
    dataSum = 0;
    modelSum = 0;
    double value;
    if (context.conditional()) { // a row of each kind for every context
      allocate(n);
      value = add(energy, learnable, data, n, gradient);
      value += add(energy, learnable, samples, 0, gradient);
    } else { // in one call, as products with the parameters are cheaper by the row
      allocate(2 * n);
      if (both.size() != 2 * n || both.dim() != data.dim()) {
        both = Batch.allocate(2 * n, data.dim());
      }
      both.slice(0, n).copyFrom(data);
      both.slice(n, 2 * n).copyFrom(samples);
      value = add(energy, learnable, both, n, gradient);
    }
    if (n > 0) {
      context.metrics().record("energy-data", dataSum / n);
      context.metrics().record("energy-model", modelSum / n);
      context.metrics().record("energy-gap", (dataSum - modelSum) / n);
    }
    return value;
  }

  private void allocate(int rows) {
    if (energies.length != rows) {
      energies = new double[rows];
      weights = new double[rows];
    }
  }

  /** Adds what rows contribute, of which the first so many are data and the others samples. */
  private double add(
      EnergyFunction energy, Learnable learnable, Batch rows, int data, Gradient gradient) {
    Arrays.fill(weights, 0, data, 1);
    Arrays.fill(weights, data, rows.size(), -1);
    double squares = 0;
    if (regularization == 0) {
      learnable.accumulate(rows, weights, energies, gradient);
    } else { // weights that depend on the energies need them first
      energy.energies(rows, energies);
      for (int i = 0; i < rows.size(); i++) {
        squares += energies[i] * energies[i];
        weights[i] += 2 * regularization * energies[i];
      }
      learnable.accumulate(rows, weights, gradient);
    }
    double ofData = sum(0, data, "data row");
    double ofSamples = sum(data, rows.size(), "chain");
    dataSum += ofData;
    modelSum += ofSamples;
    return ofData - ofSamples + regularization * squares;
  }

  private double sum(int from, int to, String what) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += energies[i];
    }
    if (!Double.isFinite(sum)) {
      for (int i = from; i < to; i++) {
        if (!Double.isFinite(energies[i])) {
          throw new NonFiniteException(
              "the energy of " + what + " " + (i - from) + " is " + energies[i]);
        }
      }
      throw new NonFiniteException("the sum of the energies of all " + what + "s is " + sum);
    }
    return sum;
  }
}
