package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;

/**
 * Exact answers about labels that are not coupled, of any number: the base of a path.
 *
 * @param law one of scale 0
 */
record IndependentLabels(int units, int levels, Law law) implements Summed {

  private double logSum(int unit) {
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < levels; a++) {
      most = Math.max(most, law.leaning(unit * levels + a));
    }
    double sum = 0;
    for (int a = 0; a < levels; a++) {
      sum += Math.exp(law.leaning(unit * levels + a) - most);
    }
    return most + Math.log(sum);
  }

  @Override
  public double logPartition() {
    double sum = 0;
    for (int i = 0; i < units; i++) {
      sum += logSum(i);
    }
    return sum;
  }

  @Override
  public void accumulateExpectations(double weight, Gradient into) {} // no parameter matters here

  @Override
  public void sample(Batch into, RandomStream random) {
    for (int i = 0; i < units; i++) {
      double logSum = logSum(i);
      for (int r = 0; r < into.size(); r++) {
        double left = random.nextDouble();
        int label = -1;
        while (left >= 0 && label < levels - 1) {
          label++;
          left -= Math.exp(law.leaning(i * levels + label) - logSum);
        }
        into.array()[into.offset(r) + i] = label;
      }
    }
  }

  @Override
  public void marginals(int visible, double[] out) {
    for (int i = 0; i < units; i++) {
      double logSum = logSum(i);
      for (int a = 0; a < levels; a++) {
        out[i * levels + a] = Math.exp(law.leaning(i * levels + a) - logSum);
      }
    }
  }
}
