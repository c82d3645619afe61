package io.ebm.core.estimation;

/**
 * An estimate of {@code log Z}, in nats.
 *
 * @param value the estimate; NaN where there is none
 * @param lower the lower end of an interval about it
 * @param upper the upper end
 * @param method how it was found, as in {@code quadrature}
 * @param ess the effective sample size of a stochastic method; NaN for a deterministic one
 * @param valid whether the estimate may be used
 * @param reason why not, in a sentence; empty where it may
 */
public record LogPartition(
    double value,
    double lower,
    double upper,
    String method,
    double ess,
    boolean valid,
    String reason) {

  /** A deterministic estimate with a bound of its error. */
  public static LogPartition within(double value, double error, String method) {
    return new LogPartition(value, value - error, value + error, method, Double.NaN, true, "");
  }

  /** No estimate. */
  public static LogPartition invalid(String method, String reason) {
    return new LogPartition(Double.NaN, Double.NaN, Double.NaN, method, Double.NaN, false, reason);
  }

  /** The same, but not to be used. */
  public LogPartition invalidBecause(String why) {
    return new LogPartition(value, lower, upper, method, ess, false, why);
  }
}
