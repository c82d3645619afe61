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

/**
 * The objective of {@link ContrastiveFactory} and {@link TripletFactory}: a function of the energy
 * of every row and those of its negatives.
 */
final class NegativeContrast implements Objective {

  /** The loss of a pair; adds its derivatives to the weights at {@code i}. */
  interface Loss {
    double of(double[] own, double[] other, int i, double[] ownWeights, double[] otherWeights);
  }

  private final String who;
  private final Negatives negatives;
  private final int count;
  private final Loss loss;
  private Batch others = Batch.allocate(0, 1);
  private double[] own = new double[0];
  private double[] other = new double[0];
  private double[] ownWeights = new double[0];
  private double[] otherWeights = new double[0];

  NegativeContrast(String who, Negatives negatives, int count, Loss loss) {
    this.who = who;
    this.negatives = negatives;
    this.count = count;
    this.loss = loss;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, who);
    int n = data.size();
    if (own.length != n || others.dim() != data.dim()) {
      others = Batch.allocate(n, data.dim());
      own = new double[n];
      other = new double[n];
      ownWeights = new double[n];
      otherWeights = new double[n];
    }
    RandomStream random = context.random().split("negatives");
    if (!negatives.begin(energy, data, context, random)) {
      return 0;
    }
    energy.energies(data, own);
    Arrays.fill(ownWeights, 0);
    double value = 0;
    int violations = 0;
    for (int k = 0; k < count; k++) {
      negatives.next(others, random);
      energy.energies(others, other);
      Arrays.fill(otherWeights, 0);
      for (int i = 0; i < n; i++) {
        double here = loss.of(own, other, i, ownWeights, otherWeights);
        if (!Double.isFinite(here)) {
          throw new NonFiniteException(
              "the energy of data row "
                  + i
                  + " is "
                  + own[i]
                  + ", that of its negative "
                  + other[i]);
        }
        violations += other[i] <= own[i] ? 1 : 0;
        value += here / count;
        otherWeights[i] /= count;
      }
      learnable.accumulate(others, otherWeights, gradient);
    }
    for (int i = 0; i < n; i++) {
      ownWeights[i] /= count;
    }
    learnable.accumulate(data, ownWeights, gradient);
    context.metrics().record("violations", violations / Math.max(1.0, (double) n * count));
    return value;
  }
}
