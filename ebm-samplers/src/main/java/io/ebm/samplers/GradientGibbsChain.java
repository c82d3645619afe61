package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.math.Elementwise;

/** Chains of {@link GradientGibbsFactory}. */
final class GradientGibbsChain extends InformedChain {

  private final GradientGibbsFactory.Config config;
  private final Progress progress;
  private final float[] weights;
  private final int[] chosen; // site · levels + new level
  private final int[] before; // site · levels + old level
  private final double[] forward;

  GradientGibbsChain(
      GradientGibbsFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("gibbs-with-gradients", energy, states, random);
    this.config = config;
    this.progress = progress;
    weights = new float[Sizes.product("the levels of a state", states.dim(), levels)];
    chosen = new int[states.size()];
    before = new int[states.size()];
    forward = new double[states.size()];
  }

  @Override
  double temperature() {
    return config.temperature().at(progress.fraction());
  }

  @Override
  void draw() {
    proposals.copyFrom(states);
    double temperature = temperature();
    int dim = states.dim();
    for (int row = 0; row < states.size(); row++) {
      double highest = weigh(differences, states, row, temperature);
      double total = 0;
      for (float weight : weights) {
        total += weight;
      }
      double left = random.nextDouble() * total;
      int pick = -1;
      for (int k = 0; k < weights.length && (left >= 0 || pick < 0); k++) {
        if (weights[k] > 0) {
          pick = k;
          left -= weights[k];
        }
      }
      int site = pick / levels;
      chosen[row] = pick;
      before[row] = site * levels + space.level(states.array()[states.offset(row) + site]);
      forward[row] = logit(differences, row, pick, temperature) - highest - Math.log(total);
      proposals.array()[row * dim + site] = space.value(pick % levels);
    }
  }

  @Override
  double logRatio(int row) {
    double temperature = temperature();
    double highest = weigh(proposalDifferences, proposals, row, temperature);
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    double back =
        logit(proposalDifferences, row, before[row], temperature) - highest - Math.log(total);
    return back - forward[row];
  }

  private static double logit(Batch from, int row, int column, double temperature) {
    return -0.5 * from.array()[from.offset(row) + column] / temperature;
  }

  /** Fills the weights of all changes, 0 for none, up to a factor whose logarithm it returns. */
  private double weigh(Batch from, Batch x, int row, double temperature) {
    float[] d = from.array();
    int at = from.offset(row);
    float factor = (float) (-0.5 / temperature);
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = factor * d[at + k];
    }
    for (int j = 0; j < x.dim(); j++) {
      weights[j * levels + space.level(x.array()[x.offset(row) + j])] = Float.NEGATIVE_INFINITY;
    }
    for (float weight : weights) {
      highest = Math.max(highest, weight);
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] -= highest;
    }
    Elementwise.exp(weights.length, weights, 0, weights, 0);
    for (int j = 0; j < x.dim(); j++) {
      weights[j * levels + space.level(x.array()[x.offset(row) + j])] = 0;
    }
    return highest;
  }
}
