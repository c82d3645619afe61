package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;

/**
 * Exact answers about two-valued units that are not coupled, of any number: the base of a path.
 *
 * @param law one of scale 0
 */
record Independent(Units units, Law law) implements Summed {

  /** {@code Σ_i log(exp(low f_i) + exp(f_i))} with the fields f of the base. */
  @Override
  public double logPartition() {
    double sum = 0;
    for (int i = 0; i < units.count(); i++) {
      double field = law.leaning(i);
      double low = units.low() * field;
      double most = Math.max(field, low);
      sum += most + Math.log1p(Math.exp(Math.min(field, low) - most));
    }
    return sum;
  }

  private double upper(int unit) {
    return 1 / (1 + Math.exp(-(1 - units.low()) * law.leaning(unit)));
  }

  @Override
  public void accumulateExpectations(double weight, Gradient into) {} // no parameter matters here

  @Override
  public void sample(Batch into, RandomStream random) {
    for (int r = 0; r < into.size(); r++) {
      for (int i = 0; i < into.dim(); i++) {
        into.array()[into.offset(r) + i] = random.nextDouble() < upper(i) ? 1 : units.low();
      }
    }
  }

  @Override
  public void marginals(int visible, double[] out) {
    for (int i = 0; i < visible; i++) {
      out[2 * i + 1] = upper(i);
      out[2 * i] = 1 - out[2 * i + 1];
    }
  }
}
