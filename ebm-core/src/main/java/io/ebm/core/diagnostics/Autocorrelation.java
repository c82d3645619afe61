package io.ebm.core.diagnostics;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Autocorrelations of a series at all lags, by the fast Fourier transform. */
public final class Autocorrelation {

  private Autocorrelation() {}

  /**
   * The autocorrelations.
   *
   * @param lags how many, lag 0 (where it is 1) included; at most the length of the series
   * @return NaN at every lag if the series is constant or holds a NaN
   */
  public static double[] of(double[] series, int lags) {
    if (lags < 1 || lags > series.length) {
      throw new IllegalArgumentException(
          "a series of length " + series.length + " has no " + lags + " lags");
    }
    double[] covariances = covariances(series);
    double[] correlations = new double[lags];
    for (int lag = 0; lag < lags; lag++) {
      correlations[lag] = covariances[lag] / covariances[0];
    }
    return correlations;
  }

  /** {@code 1/n Σ (x_i - mean)(x_{i+lag} - mean)} for every lag. */
  static double[] covariances(double[] series) {
    int n = series.length;
    int padded = 2 * Integer.highestOneBit(Math.max(1, 2 * n - 1));
    double mean = Moments.mean(series);
    double[][] data = new double[2][padded];
    for (int i = 0; i < n; i++) {
      data[0][i] = series[i] - mean;
    }
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int i = 0; i < padded; i++) {
      data[0][i] = data[0][i] * data[0][i] + data[1][i] * data[1][i];
      data[1][i] = 0;
    }
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.INVERSE);
    double[] covariances = new double[n];
    for (int lag = 0; lag < n; lag++) {
      covariances[lag] = data[0][lag] / n;
    }
    return covariances;
  }
}
