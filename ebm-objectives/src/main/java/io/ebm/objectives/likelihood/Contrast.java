package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Metrics;
import io.ebm.api.NonFiniteException;
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
  private double[] dataEnergies = new double[0];
  private double[] modelEnergies = new double[0];
  private double[] weights = new double[0];

  Contrast(String who, double regularization) {
    this.who = who;
    this.regularization = regularization;
  }

  double evaluate(
      EnergyFunction energy, Batch data, Batch samples, Gradient gradient, Metrics metrics) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    int n = data.size();
    if (dataEnergies.length != n) {
      dataEnergies = new double[n];
      modelEnergies = new double[n];
      weights = new double[n];
    }
    if (regularization == 0) {
      Arrays.fill(weights, 1);
      learnable.accumulate(data, weights, dataEnergies, gradient);
      Arrays.fill(weights, -1);
      learnable.accumulate(samples, weights, modelEnergies, gradient);
    } else {
      energy.energies(data, dataEnergies);
      energy.energies(samples, modelEnergies);
    }
    double dataSum = sum(dataEnergies, "data row");
    double modelSum = sum(modelEnergies, "chain");
    double value = dataSum - modelSum;
    if (regularization != 0) {
      value += accumulateRegularized(learnable, data, dataEnergies, 1, gradient);
      value += accumulateRegularized(learnable, samples, modelEnergies, -1, gradient);
    }
    if (n > 0) {
      metrics.record("energy-data", dataSum / n);
      metrics.record("energy-model", modelSum / n);
      metrics.record("energy-gap", (dataSum - modelSum) / n);
    }
    return value;
  }

  /** Weights that depend on the energies need them first; returns {@code α Σ E²}. */
  private double accumulateRegularized(
      Learnable learnable, Batch rows, double[] energies, double sign, Gradient gradient) {
    double squares = 0;
    for (int i = 0; i < rows.size(); i++) {
      squares += energies[i] * energies[i];
      weights[i] = sign + 2 * regularization * energies[i];
    }
    learnable.accumulate(rows, weights, gradient);
    return regularization * squares;
  }

  private static double sum(double[] energies, String what) {
    double sum = 0;
    for (double energy : energies) {
      sum += energy;
    }
    if (!Double.isFinite(sum)) {
      for (int i = 0; i < energies.length; i++) {
        if (!Double.isFinite(energies[i])) {
          throw new NonFiniteException("the energy of " + what + " " + i + " is " + energies[i]);
        }
      }
      throw new NonFiniteException("the sum of the energies of all " + what + "s is " + sum);
    }
    return sum;
  }
}
