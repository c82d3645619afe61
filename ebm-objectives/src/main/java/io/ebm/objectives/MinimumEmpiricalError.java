package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Tractable;

/** The objective of {@link MeeFactory}. */
final class MinimumEmpiricalError implements Objective {

  private static final String WHO = "objective 'mee'";

  private double[] energies = new double[0];
  private double[] logPartitions = new double[0];
  private double[] weights = new double[0];

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    Tractable tractable = Capabilities.require(energy, Tractable.class, WHO);
    ExactExpectations exact = Capabilities.require(energy, ExactExpectations.class, WHO);
    Targets.check(WHO, energy.space(), data, context);
    int n = data.size();
    if (energies.length != n) {
      energies = new double[n];
      logPartitions = new double[n];
      weights = new double[n];
    }
    energy.energies(data, energies);
    tractable.logPartitions(n, logPartitions);
    double value = 0;
    for (int i = 0; i < n; i++) {
      double probability = Math.exp(-energies[i] - logPartitions[i]);
      if (!Double.isFinite(probability)) {
        throw new NonFiniteException(
            "the energy of row " + i + " is " + energies[i] + " and log Z is " + logPartitions[i]);
      }
      value += 1 - probability;
      weights[i] = probability;
    }
    learnable.accumulate(data, weights, gradient);
    for (int i = 0; i < n; i++) {
      weights[i] = -weights[i];
    }
    exact.accumulateExpectations(weights, gradient);
    return value;
  }
}
