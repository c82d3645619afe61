package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import java.util.Arrays;

/** The objective of {@link ConditionalNceFactory}. */
final class ConditionalNce implements Objective {

  private static final String WHO = "objective 'conditional-nce'";

  private final int ratio;
  private final Perturbation perturbation;
  private Batch moved = Batch.allocate(0, 1);
  private double[] own = new double[0];
  private double[] other = new double[0];
  private double[] ownWeights = new double[0];

  ConditionalNce(int ratio, Perturbation perturbation) {
    this.ratio = ratio;
    this.perturbation = perturbation;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    int n = data.size();
    if (own.length != n || moved.dim() != data.dim()) {
      moved = Batch.allocate(n, data.dim());
      own = new double[n];
      other = new double[n];
      ownWeights = new double[n];
    }
    RandomStream random = context.random().split("noise");
    energy.energies(data, own);
    Arrays.fill(ownWeights, 0);
    double value = 0;
    for (int k = 0; k < ratio; k++) {
      perturbation.apply(energy.space(), data, moved, random);
      energy.energies(moved, other);
      for (int i = 0; i < n; i++) {
        double rise = own[i] - other[i];
        if (!Double.isFinite(rise)) {
          throw new NonFiniteException(
              "the energy of data row " + i + " is " + own[i] + ", that of its noise " + other[i]);
        }
        value += Logistic.softplus(rise) / ratio;
        double weight = Logistic.sigmoid(rise) / ratio;
        ownWeights[i] += weight;
        other[i] = -weight; // an energy no longer
      }
      learnable.accumulate(moved, other, gradient);
    }
    learnable.accumulate(data, ownWeights, gradient);
    return value;
  }
}
