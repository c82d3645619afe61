package io.ebm.objectives.noise;

/** Logistic functions that do not overflow. */
final class Logistic {

  private Logistic() {}

  /** {@code 1 / (1 + exp(-u))}. */
  static double sigmoid(double u) {
    if (u >= 0) {
      return 1 / (1 + Math.exp(-u));
    }
    double e = Math.exp(u);
    return e / (1 + e);
  }

  /** {@code log(1 + exp(u))}. */
  static double softplus(double u) {
    return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
  }
}
