package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.core.runtime.Workers;
import java.util.function.Function;

/** Rows for tests. */
final class Clouds {

  private Clouds() {}

  /** Normal rows, moved and scaled. */
  static Batch normal(int size, int dim, double shift, double scale, long seed) {
    Batch rows = Batch.allocate(size, dim);
    RandomStream.of(seed).fillGaussian(rows.array(), 0, rows.length());
    for (int i = 0; i < rows.length(); i++) {
      rows.array()[i] = (float) (shift + scale * rows.array()[i]);
    }
    return rows;
  }

  /** Normal rows whose coordinates are mixed, with standard deviations that fall. */
  static Batch mixed(int size, int dim, long seed) {
    Batch rows = normal(size, dim, 0, 1, seed);
    for (int i = 0; i < size; i++) {
      for (int k = dim - 1; k > 0; k--) {
        double deviation = 3.0 / (1 + k);
        rows.set(i, k, (float) (deviation * rows.get(i, k) + 0.3 * rows.get(i, k - 1) + 1));
      }
    }
    return rows;
  }

  static double squared(Batch x, int i, Batch y, int j) {
    double sum = 0;
    for (int k = 0; k < x.dim(); k++) {
      double difference = (double) x.get(i, k) - y.get(j, k);
      sum += difference * difference;
    }
    return sum;
  }

  static double dot(Batch x, int i, Batch y, int j) {
    double sum = 0;
    for (int k = 0; k < x.dim(); k++) {
      sum += (double) x.get(i, k) * y.get(j, k);
    }
    return sum;
  }

  static <T> T on(int threads, Function<Workers, T> work) {
    try (Workers workers = new Workers(threads)) {
      return work.apply(workers);
    }
  }
}
