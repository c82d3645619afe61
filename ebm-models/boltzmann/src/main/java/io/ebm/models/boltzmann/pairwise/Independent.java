package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;

/** Exact answers about units that are not coupled, of any number: the base of a path. */
final class Independent {

  private Independent() {}

  /** {@code Σ_i log(exp(low f_i) + exp(f_i))} with the fields of the base. */
  static double logPartition(Units units, Law law) {
    double sum = 0;
    for (int i = 0; i < units.count(); i++) {
      double field = law.leaning(i);
      double down = units.low() * field;
      double most = Math.max(field, down);
      sum += most + Math.log1p(Math.exp(Math.min(field, down) - most));
    }
    return sum;
  }

  static double upper(Units units, Law law, int unit) {
    return 1 / (1 + Math.exp(-(1 - units.low()) * law.leaning(unit)));
  }

  static void sample(Units units, Law law, Batch into, RandomStream random) {
    for (int r = 0; r < into.size(); r++) {
      for (int i = 0; i < into.dim(); i++) {
        boolean up = random.nextDouble() < upper(units, law, i);
        into.array()[into.offset(r) + i] = up ? 1 : units.low();
      }
    }
  }

  static void marginals(Units units, Law law, int visible, double[] out) {
    for (int i = 0; i < visible; i++) {
      out[2 * i + 1] = upper(units, law, i);
      out[2 * i] = 1 - out[2 * i + 1];
    }
  }
}
