package io.ebm.objectives.likelihood;

/** What {@link Neighbours} may do with the energies of a state and its neighbours. */
final class Rules {

  private Rules() {}

  /** {@code -log p(x_j | rest)}. */
  static double pseudoLikelihood(
      double own, double[][] others, int row, double scale, double[] ownWeights) {
    double least = least(own, others, row);
    double sum = sum(own, others, row, least);
    ownWeights[row] += scale * (1 - Math.exp(least - own) / sum);
    for (double[] other : others) {
      other[row] = -scale * Math.exp(least - other[row]) / sum;
    }
    return own - least + Math.log(sum);
  }

  /** {@code ½ Σ_l (1[l = x_j] - p(l | rest))²}. */
  static double ratioMatching(
      double own, double[][] others, int row, double scale, double[] ownWeights) {
    double least = least(own, others, row);
    double sum = sum(own, others, row, least);
    double right = Math.exp(least - own) / sum;
    double squares = (1 - right) * (1 - right);
    double mean = -right * (1 - right); // Σ_l p_l r_l with r_l = p_l - 1[l = x_j]
    for (double[] other : others) {
      double p = Math.exp(least - other[row]) / sum;
      squares += p * p;
      mean += p * p;
    }
    ownWeights[row] -= scale * right * (right - 1 - mean);
    for (double[] other : others) {
      double p = Math.exp(least - other[row]) / sum;
      other[row] = -scale * p * (p - mean);
    }
    return squares / 2;
  }

  /** {@code Σ_l exp(½ (E(x) - E(l)))} over the other levels. */
  static double probabilityFlow(
      double own, double[][] others, int row, double scale, double[] ownWeights) {
    double value = 0;
    for (double[] other : others) {
      double flow = Math.exp((own - other[row]) / 2);
      value += flow;
      ownWeights[row] += scale * flow / 2;
      other[row] = -scale * flow / 2;
    }
    return value;
  }

  private static double least(double own, double[][] others, int row) {
    double least = own;
    for (double[] other : others) {
      least = Math.min(least, other[row]);
    }
    return least;
  }

  private static double sum(double own, double[][] others, int row, double least) {
    double sum = Math.exp(least - own);
    for (double[] other : others) {
      sum += Math.exp(least - other[row]);
    }
    return sum;
  }
}
