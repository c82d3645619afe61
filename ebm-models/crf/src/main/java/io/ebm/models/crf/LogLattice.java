package io.ebm.models.crf;

import io.ebm.api.Gradient;

/**
 * The sums over label sequences of a {@link Lattice}'s present sentence in double precision and
 * with logarithms throughout: slow, and right for weights of any size.
 */
final class LogLattice {

  private final Lattice lattice;
  private final Weights weights;
  private final int labels;
  private final int width;
  private final int length;

  LogLattice(Lattice lattice, Weights weights) {
    this.lattice = lattice;
    this.weights = weights;
    this.labels = weights.labels();
    this.width = weights.width();
    this.length = lattice.length();
  }

  private double score(int t, int label) {
    return lattice.scores()[t * width + label];
  }

  /** Logarithms of the sums over all beginnings that end in a token's label. */
  double[][] forward() {
    double[][] forward = new double[length][labels];
    double[] terms = new double[labels];
    for (int t = 0; t < length; t++) {
      float[] steps = t == 0 ? new float[0] : lattice.steps(t);
      for (int y = 0; y < labels; y++) {
        for (int x = 0; t > 0 && x < labels; x++) {
          terms[x] = forward[t - 1][x] + steps[x * width + y];
        }
        forward[t][y] = score(t, y) + (t == 0 ? 0 : logSumExp(terms));
      }
    }
    return forward;
  }

  /** Logarithms of the sums over all endings that follow a token's label. */
  private double[][] backward() {
    double[][] backward = new double[length][labels];
    double[] terms = new double[labels];
    for (int t = length - 2; t >= 0; t--) {
      float[] steps = lattice.steps(t + 1);
      for (int x = 0; x < labels; x++) {
        for (int y = 0; y < labels; y++) {
          terms[y] = steps[x * width + y] + score(t + 1, y) + backward[t + 1][y];
        }
        backward[t][x] = logSumExp(terms);
      }
    }
    return backward;
  }

  double logPartition() {
    return logSumExp(forward()[length - 1]);
  }

  void marginals(double[] out, int at) {
    double[][] forward = forward();
    double[][] backward = backward();
    double logZ = logSumExp(forward[length - 1]);
    for (int t = 0; t < length; t++) {
      for (int y = 0; y < labels; y++) {
        out[at + t * labels + y] = Math.exp(forward[t][y] + backward[t][y] - logZ);
      }
    }
  }

  /** As {@link Lattice#addExpectations}, with nothing left to finish. */
  void addExpectations(double weight, Gradient into) {
    double[][] forward = forward();
    double[][] backward = backward();
    double logZ = logSumExp(forward[length - 1]);
    float[] row = new float[labels];
    float[] pairs = new float[labels * width];
    for (int t = 0; t < length; t++) {
      for (int y = 0; y < labels; y++) {
        row[y] = (float) (weight * Math.exp(forward[t][y] + backward[t][y] - logZ));
      }
      weights.addStates(lattice.corpus(), lattice.start() + t, row, null, into);
      if (t == 0) {
        continue;
      }
      float[] steps = lattice.steps(t);
      for (int x = 0; x < labels; x++) {
        for (int y = 0; y < labels; y++) {
          double pair =
              forward[t - 1][x] + steps[x * width + y] + score(t, y) + backward[t][y] - logZ;
          pairs[x * width + y] = (float) (weight * Math.exp(pair));
        }
      }
      weights.addTransitions(pairs, into);
      weights.addEdges(lattice.corpus(), lattice.start() + t, pairs, into);
    }
  }

  private static double logSumExp(double[] terms) {
    double max = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      max = Math.max(max, term);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - max);
    }
    return max + Math.log(sum);
  }
}
