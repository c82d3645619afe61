package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Model;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Tractable;
import java.util.Arrays;

/** The objective of {@link MaximumLikelihoodFactory}. For the objectives of this module. */
public final class MaximumLikelihood implements Objective {

  private static final String WHO = "objective 'maximum-likelihood'";

  private double[] energies = new double[0];
  private double[] logPartitions = new double[0];
  private double[] weights = new double[0];

  @Override
  public boolean separable(Model model) {
    return Capabilities.conditional(model)
        .isPresent(); // otherwise one Z for all rows, computed once
  }

  @Override
  public boolean weighs() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    Tractable tractable = Capabilities.require(energy, Tractable.class, WHO);
    ExactExpectations exact = Capabilities.require(energy, ExactExpectations.class, WHO);
    int n = data.size();
    if (n == 0) {
      return 0;
    }
    if (energies.length < n) {
      energies = new double[n];
      logPartitions = new double[n];
      weights = new double[n];
    }
    fill(weights, n, context);
    LikelihoodLearnable onePass = energy.as(LikelihoodLearnable.class).orElse(null);
    if (context.conditional() && onePass != null) {
      onePass.accumulateLikelihood(data, weights, energies, gradient);
      return sum(n);
    }
    learnable.accumulate(data, weights, energies, gradient);
    int laws = context.conditional() ? n : 1;
    tractable.logPartitions(laws, logPartitions);
    double value = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      double logPartition = logPartitions[context.conditional() ? i : 0];
      value += weights[i] * (energies[i] + logPartition);
      total += weights[i];
      weights[i] = -weights[i];
      if (!Double.isFinite(value)) {
        throw new NonFiniteException(
            "the energy of row " + i + " is " + energies[i] + " and log Z is " + logPartition);
      }
    }
    if (!context.conditional()) {
      weights[0] = -total;
    }
    exact.accumulateExpectations(weights, gradient);
    return value;
  }

  private static void fill(double[] weights, int n, ObjectiveContext context) {
    double[] given = context.weights().orElse(null);
    if (given == null) {
      Arrays.fill(weights, 0, n, 1);
    } else {
      System.arraycopy(given, 0, weights, 0, n);
    }
  }

  private double sum(int n) {
    double value = 0;
    for (int i = 0; i < n; i++) {
      value += weights[i] * energies[i];
      if (!Double.isFinite(value)) {
        throw new NonFiniteException("-log p of row " + i + " is " + energies[i]);
      }
    }
    return value;
  }
}
