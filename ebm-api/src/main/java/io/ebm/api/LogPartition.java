package io.ebm.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An estimate of {@code log Z}, in nats.
 *
 * @param value the estimate; NaN where there is none
 * @param lower the lower end of an interval about it
 * @param upper the upper end
 * @param method how it was found: the estimator's name, as in {@code quadrature}
 * @param ess the effective sample size of a stochastic method; NaN where there is no such thing
 * @param valid whether the estimate may be used
 * @param reason why not, in a sentence; empty where it may
 * @param assumes what has to hold besides, which the method could not see, in a sentence without a
 *     full stop ({@code "every mode has examples"}); empty where there is nothing
 * @param parts the estimates that this one was made of, by what they are ({@code forward}, {@code
 *     reverse}), in order; empty where it stands alone
 */
public record LogPartition(
    double value,
    double lower,
    double upper,
    String method,
    double ess,
    boolean valid,
    String reason,
    String assumes,
    Map<String, LogPartition> parts) {

  /** An estimate; the parts are copied. */
  public LogPartition {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** A deterministic estimate with a bound of its error. */
  public static LogPartition within(double value, double error, String method) {
    return of(value, value - error, value + error, method, Double.NaN);
  }

  /** A usable estimate without parts that assumes nothing. */
  public static LogPartition of(
      double value, double lower, double upper, String method, double ess) {
    return new LogPartition(value, lower, upper, method, ess, true, "", "", Map.of());
  }

  /** No estimate. */
  public static LogPartition invalid(String method, String reason) {
    return of(Double.NaN, Double.NaN, Double.NaN, method, Double.NaN).invalidBecause(reason);
  }

  /** The same, but not to be used. */
  public LogPartition invalidBecause(String why) {
    return new LogPartition(value, lower, upper, method, ess, false, why, assumes, parts);
  }

  /** The same, which assumes something. */
  public LogPartition assuming(String what) {
    return new LogPartition(value, lower, upper, method, ess, valid, reason, what, parts);
  }

  /** The same, made of these estimates. */
  public LogPartition withParts(Map<String, LogPartition> made) {
    return new LogPartition(value, lower, upper, method, ess, valid, reason, assumes, made);
  }
}
