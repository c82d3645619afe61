package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.exact.StateTree;

/**
 * Exact answers about {@link Units} by a {@link StateTree}. Its couplings are between equal levels:
 * {@code x_i x_j = 2δ - 1} for spins, {@code (δ + x_i + x_j - 1) / 2} for zeros and ones.
 */
final class ExactPairs implements Summed {

  private final Units units;
  private final Law law;
  private final StateTree tree;
  private final double constant;

  ExactPairs(Units units, Law law) {
    this.units = units;
    this.law = law;
    tree = new StateTree(units.graph(), 2);
    boolean spins = units.low() < 0;
    double[] fields = tree.fields();
    double[] couplings = tree.couplings();
    float[] theta = law.theta();
    double sum = 0;
    for (int i = 0; i < units.count(); i++) {
      double field = law.scale() * theta[units.fields() + i] + law.leaning(i);
      fields[2 * i] = units.low() * field;
      fields[2 * i + 1] = field;
      for (int e = units.graph().forward()[i]; e < units.graph().forward()[i + 1]; e++) {
        double coupling = law.scale() * theta[e];
        couplings[e] = spins ? 2 * coupling : coupling / 2;
        sum += spins ? coupling : coupling / 2;
      }
    }
    if (!spins) {
      for (int i = 0; i < units.count(); i++) {
        for (int k = units.graph().starts()[i]; k < units.graph().starts()[i + 1]; k++) {
          fields[2 * i + 1] += couplings[units.graph().links()[k]];
        }
      }
    }
    constant = -sum;
  }

  @Override
  public double logPartition() {
    return tree.logPartition() + constant;
  }

  @Override
  public void accumulateExpectations(double weight, Gradient into) {
    tree.expectations();
    double factor = -law.scale() * weight;
    float[] g = into.values();
    for (int i = 0; i < units.count(); i++) {
      g[units.fields() + i] += (float) (factor * mean(i));
      for (int e = units.graph().forward()[i]; e < units.graph().forward()[i + 1]; e++) {
        g[e] += (float) (factor * product(e, i, units.graph().higher()[e]));
      }
    }
  }

  private double mean(int i) {
    return tree.singles()[2 * i + 1] + units.low() * tree.singles()[2 * i];
  }

  private double product(int edge, int i, int j) {
    double equal = tree.pairs()[edge];
    return units.low() < 0 ? 2 * equal - 1 : (equal + mean(i) + mean(j) - 1) / 2;
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    int[] levels = tree.sample(into.size(), random);
    for (int r = 0; r < into.size(); r++) {
      for (int i = 0; i < into.dim(); i++) {
        into.array()[into.offset(r) + i] = levels[r * units.count() + i] == 1 ? 1 : units.low();
      }
    }
  }

  @Override
  public void marginals(int visible, double[] out) {
    tree.expectations();
    System.arraycopy(tree.singles(), 0, out, 0, 2 * visible);
  }
}
