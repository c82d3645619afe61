package io.ebm.api;

/**
 * Capability of an energy whose Gibbs sweeps can hold some units at given values: sampling the
 * missing part of a configuration from {@code p(missing | given)}, as in inpainting.
 */
@Capability
public interface Clampable extends GibbsSampled {

  /**
   * As {@link GibbsSampled#sweep(Batch, int, double, RandomStream)}, but the units that are given
   * keep their values: leaves {@code exp(-beta E)} restricted to the states that agree with what is
   * given invariant, for each row by itself.
   *
   * @param x {@code n} states that agree with {@code given}; overwritten with the new ones
   * @param given {@code n} rows: the value of a unit that is held, NaN for one that is free
   */
  void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random);
}
