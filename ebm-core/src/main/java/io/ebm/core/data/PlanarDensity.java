package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;

/** A probability density in the plane that can be sampled. Immutable and thread-safe. */
interface PlanarDensity {

  /** Fills every row (two floats) with an independent sample. */
  void sample(Batch into, RandomStream random);

  /** The log-density in nats; {@code -∞} outside the support. */
  double logDensity(double x, double y);
}
