package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Metrics;
import io.ebm.api.NonFiniteException;

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
    }
    energy.energies(data, dataEnergies);
    energy.energies(samples, modelEnergies);
    double dataSum = sum(dataEnergies, "data row");
    double modelSum = sum(modelEnergies, "chain");
    double value = dataSum - modelSum;
    for (int i = 0; i < n; i++) {
      double data2 = dataEnergies[i] * dataEnergies[i];
      double model2 = modelEnergies[i] * modelEnergies[i];
      value += regularization * (data2 + model2);
      dataEnergies[i] = 1 + 2 * regularization * dataEnergies[i]; // now weights
      modelEnergies[i] = -1 + 2 * regularization * modelEnergies[i];
    }
    learnable.accumulate(data, dataEnergies, gradient);
    learnable.accumulate(samples, modelEnergies, gradient);
    if (n > 0) {
      metrics.record("energy-data", dataSum / n);
      metrics.record("energy-model", modelSum / n);
      metrics.record("energy-gap", (dataSum - modelSum) / n);
    }
    return value;
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
