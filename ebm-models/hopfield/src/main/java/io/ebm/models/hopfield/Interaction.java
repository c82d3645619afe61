package io.ebm.models.hopfield;

/** The function F of the overlaps {@code ξ·s} in {@code E(s) = -Σ_μ F(ξ^μ·s)}. */
public enum Interaction {
  /** {@code N (x/N)^n / n} (Krotov and Hopfield 2016); degree 2 is Hebb's rule. */
  POLYNOMIAL,
  /** The same of {@code max(x, 0)}. */
  RECTIFIED,
  /** {@code exp(x)} (Demircigil et al. 2017), and the logarithm of the sum. */
  EXPONENTIAL;

  /** What a table of F has beyond the overlaps that states have, on either side. */
  static final int MARGIN = 2;

  /** F of a polynomial at the overlaps {@code -N - 2 … N + 2}. */
  double[] table(int units, int degree) {
    double[] values = new double[2 * (units + MARGIN) + 1];
    for (int i = 0; i < values.length; i++) {
      double x = (double) (i - units - MARGIN) / units;
      values[i] = units * Math.pow(this == RECTIFIED ? Math.max(x, 0) : x, degree) / degree;
    }
    return values;
  }

  /** {@code exp(-k)} for the gaps {@code 0 … 2 N + 4} below the greatest overlap. */
  static double[] decay(int units) {
    double[] values = new double[2 * (units + MARGIN) + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(-i);
    }
    return values;
  }
}
