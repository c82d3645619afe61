package io.ebm.models.composition;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.Arrays;

/**
 * Sequences of symbols drawn each given the one before it, by a table of probabilities of which no
 * row is like another.
 */
record SmallText(StateSpace.Categorical space)
    implements EnergyFunction, Tractable, ExactDraws, SiteDifferences {

  /** {@code p(next | before)}; before the first symbol stands -1. */
  private double probability(int before, int next) {
    double sum = 0;
    for (int a = 0; a < space.levels(); a++) {
      sum += weight(before, a);
    }
    return weight(before, next) / sum;
  }

  private double weight(int before, int next) {
    return 1 + (2 * (before + 1) + 3 * next) % 5;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int row = 0; row < x.size(); row++) {
      out[row] = space.isSequence(x, row) ? 0 : Double.POSITIVE_INFINITY;
      int before = -1;
      for (int t = 0; t < space.symbols(x, row); t++) {
        out[row] -= Math.log(probability(before, (int) x.get(row, t)));
        before = (int) x.get(row, t);
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, 0);
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    for (int row = 0; row < into.size(); row++) {
      int before = -1;
      for (int t = 0; t < into.dim(); t++) {
        if (t == 0 || before != space.end()) {
          double left = random.nextDouble();
          int next = -1;
          while (left >= 0 && next + 1 < space.levels()) {
            left -= probability(before, ++next);
          }
          before = next;
        }
        into.set(row, t, before);
      }
    }
  }

  @Override
  public void differences(Batch x, Batch out) {
    double[] here = new double[x.size()];
    double[] there = new double[x.size()];
    energies(x, here);
    for (int site = 0; site < x.dim(); site++) {
      for (int a = 0; a < space.levels(); a++) {
        Batch changed = x.copy();
        for (int row = 0; row < x.size(); row++) {
          changed.set(row, site, a);
        }
        energies(changed, there);
        for (int row = 0; row < x.size(); row++) {
          out.set(row, site * space.levels() + a, (float) (there[row] - here[row]));
        }
      }
    }
  }

  @Override
  public boolean exact() {
    return true;
  }
}
