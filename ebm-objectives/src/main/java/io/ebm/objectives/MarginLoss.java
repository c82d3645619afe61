package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.CostAugmented;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import java.util.Arrays;

/**
 * The objective of {@link StructuredHingeFactory} and, with no cost, of {@link PerceptronFactory}:
 * the data's energy against that of the worst violator.
 */
final class MarginLoss implements Objective {

  private final String who;
  private final double cost;
  private double[] energies = new double[0];
  private double[] violators = new double[0];
  private double[] weights = new double[0];
  private Batch found = Batch.allocate(0, 1);

  MarginLoss(String who, double cost) {
    this.who = who;
    this.cost = cost;
  }

  @Override
  public boolean weighs() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    int n = data.size();
    if (energies.length < n || found.dim() != data.dim()) {
      energies = new double[n];
      violators = new double[n];
      weights = new double[n];
      found = Batch.allocate(n, data.dim());
    }
    Batch worst = found.slice(0, n);
    worst.copyFrom(data);
    if (cost > 0) {
      Capabilities.require(energy, CostAugmented.class, who).decode(data, cost, worst, violators);
    } else {
      Capabilities.require(energy, Decodable.class, who).decode(worst, violators);
    }
    double[] given = context.weights().orElse(null);
    int wrong = 0;
    for (int i = 0; i < n; i++) {
      boolean violated = !same(data, worst, i);
      weights[i] = violated ? given == null ? 1 : given[i] : 0;
      wrong += violated ? 1 : 0;
    }
    context.metrics().record("violations", (double) wrong / Math.max(1, n));
    if (wrong == 0) {
      return 0;
    }
    learnable.accumulate(data, weights, energies, gradient);
    double value = 0;
    for (int i = 0; i < n; i++) {
      double loss = weights[i] == 0 ? 0 : weights[i] * (energies[i] - violators[i]);
      if (!Double.isFinite(loss)) {
        throw new NonFiniteException(
            "the energy of row " + i + " is " + energies[i] + ", the least is " + violators[i]);
      }
      value += loss;
      weights[i] = -weights[i];
    }
    learnable.accumulate(worst, weights, gradient);
    return value;
  }

  private static boolean same(Batch a, Batch b, int row) {
    return Arrays.equals(
        a.array(),
        a.offset(row),
        a.offset(row) + a.dim(),
        b.array(),
        b.offset(row),
        b.offset(row) + b.dim());
  }
}
