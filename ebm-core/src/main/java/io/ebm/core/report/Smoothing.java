package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;

/** Smooth lines through noisy numbers. */
final class Smoothing {

  private Smoothing() {}

  /**
   * A series with every number replaced by that of a straight line fitted to its neighbours, the
   * nearer ones weighing more (Cleveland 1979), so that there is no bias at the ends.
   *
   * @param reach how many neighbours on either side
   * @param low what is lower counts as this
   * @param high what is higher counts as this
   */
  static Series of(Series series, int reach, double low, double high) {
    double[] y = series.y();
    double[] smooth = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double w0 = 0;
      double w1 = 0;
      double w2 = 0;
      double v0 = 0;
      double v1 = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(y.length - 1, i + reach); j++) {
        if (Double.isFinite(y[j])) {
          double distance = Math.abs(j - i) / (reach + 1.0);
          double weight = Math.pow(1 - distance * distance * distance, 3);
          double value = Math.min(high, Math.max(low, y[j]));
          w0 += weight;
          w1 += weight * (j - i);
          w2 += weight * (j - i) * (j - i);
          v0 += weight * value;
          v1 += weight * value * (j - i);
        }
      }
      double determinant = w0 * w2 - w1 * w1;
      smooth[i] = determinant > 1e-9 * w0 * w2 ? (w2 * v0 - w1 * v1) / determinant : v0 / w0;
    }
    return new Series(series.name(), series.x(), smooth);
  }
}
