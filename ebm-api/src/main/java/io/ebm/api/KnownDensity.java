package io.ebm.api;

/** Capability of a synthetic {@link Dataset}: the density its examples were drawn from. */
public interface KnownDensity {

  /**
   * Computes the log-density, in nats, of every row.
   *
   * @param x {@code n} rows of the data's dimension
   * @param out receives {@code n} values from index 0; {@code -∞} outside the support
   */
  void logDensities(Batch x, double[] out);
}
