package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import java.util.List;

/**
 * An energy together with the law that a sampler, run on it, must keep: the law {@code exp(-E)} for
 * an exact sampler, or the sampler's own stationary law where it is biased by design and that law
 * is known (unadjusted Langevin on a Gaussian). What the law says is tested on independent chains.
 */
public interface SamplerTarget {

  /** The energy given to the sampler. */
  EnergyFunction energy();

  /** Fills every row with an exact, independent sample of the law. */
  void sample(Batch into, RandomStream random);

  /** Tests whether the rows are independent samples of the law. */
  List<PValue> test(Batch states);

  /** The energy and its own law. */
  static SamplerTarget of(GaussianEnergy energy) {
    return new GaussianTarget(energy, energy);
  }

  /** An energy for which the sampler's stationary law is that Gaussian. */
  static SamplerTarget of(EnergyFunction energy, GaussianEnergy law) {
    return new GaussianTarget(energy, law);
  }

  /** The energy and its own law. */
  static SamplerTarget of(GridEnergy energy) {
    return new GridTarget(energy);
  }

  /** The law {@code exp(-beta E)} of a discrete energy of at most 2^20 states. */
  static SamplerTarget enumerated(EnergyFunction energy, double beta) {
    return new EnumeratedTarget(energy, Enumeration.of(energy), beta);
  }
}
