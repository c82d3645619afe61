package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** Random patterns. */
final class Patterns {

  private Patterns() {}

  static Batch spins(int count, int units, long seed) {
    Batch patterns = Batch.allocate(count, units);
    StateSpace.spin(units).randomStart(patterns, RandomStream.of(seed));
    return patterns;
  }

  static Batch normal(int count, int dim, long seed) {
    Batch patterns = Batch.allocate(count, dim);
    RandomStream.of(seed).fillGaussian(patterns.array(), 0, patterns.length());
    return patterns;
  }

  /** On the sphere whose radius is the root of the dimension. */
  static Batch sphere(int count, int dim, long seed) {
    Batch patterns = normal(count, dim, seed);
    for (int p = 0; p < count; p++) {
      double square = 0;
      for (int i = 0; i < dim; i++) {
        square += patterns.get(p, i) * (double) patterns.get(p, i);
      }
      for (int i = 0; i < dim; i++) {
        patterns.set(p, i, (float) (patterns.get(p, i) * Math.sqrt(dim / square)));
      }
    }
    return patterns;
  }

  /** Turns the first spins over. */
  static Batch flipped(Batch patterns, int spins) {
    Batch probes = patterns.copy();
    for (int p = 0; p < probes.size(); p++) {
      for (int i = 0; i < spins; i++) {
        probes.set(p, i, -probes.get(p, i));
      }
    }
    return probes;
  }
}
