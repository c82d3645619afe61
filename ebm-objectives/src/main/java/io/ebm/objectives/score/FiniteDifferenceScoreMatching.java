package io.ebm.objectives.score;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import java.util.Arrays;

/** The objective of {@link FiniteDifferenceScoreMatchingFactory}. */
final class FiniteDifferenceScoreMatching implements Objective {

  private static final String WHO = "objective 'finite-difference-score-matching'";

  private final FiniteDifferenceScoreMatchingFactory.Config config;
  private Batch step = Batch.allocate(0, 1);
  private Batch up = Batch.allocate(0, 1);
  private Batch down = Batch.allocate(0, 1);
  private double[] here = new double[0];
  private double[] above = new double[0];
  private double[] below = new double[0];
  private double[] weights = new double[0];

  FiniteDifferenceScoreMatching(FiniteDifferenceScoreMatchingFactory.Config config) {
    this.config = config;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    FitContext.require(WHO, Spaces.bounded(energy.space()));
    int n = data.size();
    allocate(n, data.dim());
    RandomStream random = context.random().split("directions");
    double scale = 1 / (config.spacing() * config.spacing() * config.projections());
    energy.energies(data, here);
    Arrays.fill(weights, 0);
    double value = 0;
    for (int k = 0; k < config.projections(); k++) {
      probe(data, random);
      energy.energies(up, above);
      energy.energies(down, below);
      for (int i = 0; i < n; i++) {
        double slope = (above[i] - below[i]) / 2;
        double bend = above[i] + below[i] - 2 * here[i];
        double loss = scale * (slope * slope / 2 - bend);
        if (!Double.isFinite(loss)) {
          throw new NonFiniteException(
              "the energy of data row "
                  + i
                  + " is "
                  + here[i]
                  + ", those beside it "
                  + above[i]
                  + " and "
                  + below[i]);
        }
        value += loss;
        weights[i] += 2 * scale;
        above[i] = scale * (slope / 2 - 1); // weights now
        below[i] = scale * (-slope / 2 - 1);
      }
      learnable.accumulate(up, above, gradient);
      learnable.accumulate(down, below, gradient);
    }
    learnable.accumulate(data, weights, gradient);
    return value;
  }

  private void probe(Batch data, RandomStream random) {
    SlicedScoreMatchingFactory.draw(config.direction(), step, random);
    float h = (float) config.spacing();
    float[] x = data.array();
    int from = data.offset();
    for (int i = 0; i < step.length(); i++) {
      float v = h * step.array()[i];
      up.array()[i] = x[from + i] + v;
      down.array()[i] = x[from + i] - v;
    }
  }

  private void allocate(int n, int dim) {
    if (here.length != n || step.dim() != dim) {
      step = Batch.allocate(n, dim);
      up = Batch.allocate(n, dim);
      down = Batch.allocate(n, dim);
      here = new double[n];
      above = new double[n];
      below = new double[n];
      weights = new double[n];
    }
  }
}
