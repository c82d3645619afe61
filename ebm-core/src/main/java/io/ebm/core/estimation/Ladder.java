package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EstimationContext;
import io.ebm.api.RandomStream;
import java.util.Arrays;

/** Chooses the inverse temperatures of a walk, from 0 to 1. */
final class Ladder {

  private static final double SIGMOID = 4;
  private static final int MOST_STEPS = 100_000;
  private static final int PILOT_CHAINS = 64;
  private static final int HALVINGS = 12;
  private static final double GROWTH = 4;

  private Ladder() {}

  static double[] of(AisConfig config, Path path, EstimationContext context) {
    if (config.betas() != null) {
      return config.betas().stream().mapToDouble(Double::doubleValue).toArray();
    }
    int steps = config.temperatures();
    return switch (config.spacing()) {
      case LINEAR -> linear(steps);
      case SIGMOID -> sigmoid(steps);
      case ADAPTIVE -> refine(pilot(config, path, context), steps);
    };
  }

  static double[] linear(int steps) {
    double[] betas = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      betas[k] = (double) k / steps;
    }
    return betas;
  }

  private static double[] sigmoid(int steps) {
    double[] betas = linear(steps);
    double first = logistic(-SIGMOID);
    double last = logistic(SIGMOID);
    for (int k = 1; k < steps; k++) {
      betas[k] = (logistic(SIGMOID * (2 * betas[k] - 1)) - first) / (last - first);
    }
    return betas;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** At least so many steps, placed between those of a ladder in its proportions. */
  static double[] refine(double[] ladder, int steps) {
    int rungs = ladder.length - 1;
    if (steps <= rungs) {
      return ladder;
    }
    double[] betas = new double[steps + 1];
    for (int k = 0; k < steps; k++) {
      double place = (double) k * rungs / steps;
      int below = (int) place;
      betas[k] = ladder[below] + (place - below) * (ladder[below + 1] - ladder[below]);
    }
    betas[steps] = 1;
    return betas;
  }

  /**
   * Walks one tile of chains and takes every step just so long that the effective sample size of
   * its weights falls to a share of the chains: the conditional effective sample size of Zhou,
   * Johansen and Aston (2016, "Toward automatic model comparison", eq. 11) for chains that have
   * followed. What the walk gives besides is thrown away, for weights of temperatures that were
   * chosen by the same chains would be biased.
   */
  private static double[] pilot(AisConfig config, Path path, EstimationContext context) {
    RandomStream random = context.random().split("pilot");
    int dim = path.model().space().dim();
    Batch states = Batch.allocate(Math.min(config.chains(), PILOT_CHAINS), dim);
    path.sampleBase(states, random.split("base"));
    Walker walker = new Walker(path, states, 0, random.split("walk"), context);
    double[] ladder = new double[64];
    double[] weights = new double[states.size()];
    double step = 0.25;
    int k = 0;
    while (ladder[k] < 1) {
      if (k == MOST_STEPS) {
        throw new FailedEstimate(
            "the pilot run is at "
                + ladder[k]
                + " after "
                + MOST_STEPS
                + " temperatures; choose a smaller share than "
                + config.share());
      }
      double from = ladder[k];
      double longest = Math.min(1 - from, GROWTH * step);
      step = longestStep(walker, from, longest, config.share(), weights);
      double to = step >= 1 - from ? 1 : from + step;
      k++;
      if (k == ladder.length) {
        ladder = Arrays.copyOf(ladder, 2 * k);
      }
      ladder[k] = to;
      if (to < 1) {
        walker.move(to, config.transitions());
      }
    }
    return Arrays.copyOf(ladder, k + 1);
  }

  private static double longestStep(
      Walker walker, double from, double longest, double share, double[] weights) {
    if (leaves(walker, from, from + longest, weights) >= share) {
      return longest;
    }
    double low = 0;
    double high = longest;
    for (int i = 0; i < HALVINGS || (low == 0 && i < 4 * HALVINGS); i++) {
      double middle = (low + high) / 2;
      if (leaves(walker, from, from + middle, weights) >= share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low == 0 ? high : low;
  }

  /** The share of the effective sample size that a step leaves. */
  private static double leaves(Walker walker, double from, double to, double[] weights) {
    Arrays.fill(weights, 0);
    walker.weigh(from, Math.min(1, to), weights);
    double greatest = Double.NEGATIVE_INFINITY;
    for (double weight : weights) {
      greatest = Math.max(greatest, weight);
    }
    if (!Double.isFinite(greatest)) {
      throw new FailedEstimate("in the pilot run a log weight is " + greatest);
    }
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      double w = Math.exp(weight - greatest);
      sum += w;
      squares += w * w;
    }
    return sum * sum / squares / weights.length;
  }
}
