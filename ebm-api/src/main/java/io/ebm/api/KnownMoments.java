package io.ebm.api;

/**
 * Capability of an energy: the moments of {@code p(x) ∝ exp(-E(x))} are known, so that what a
 * sampler gives can be compared with them.
 */
@Capability
public interface KnownMoments {

  /**
   * Writes the mean of every coordinate; NaN where it is not known.
   *
   * @param out receives {@code space().dim()} numbers
   */
  void means(double[] out);

  /**
   * Writes the variance of every coordinate; NaN where it is not known.
   *
   * @param out receives {@code space().dim()} numbers
   */
  void variances(double[] out);
}
