package io.ebm.core.report;

/**
 * Numbers with a name.
 *
 * @param name shown in the legend
 * @param x where the numbers lie, as in steps; rising
 * @param y the numbers, as many; a NaN leaves a gap
 */
@SuppressWarnings("ArrayRecordComponent") // handed to a plot, never compared
public record Series(String name, double[] x, double[] y) {

  /** Checks the lengths. */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '" + name + "' has " + x.length + " places and " + y.length + " numbers");
    }
  }

  /** The same with every number the mean of those within a window about it, NaN left out. */
  Series smoothed(int window) {
    double[] smooth = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int reach = Math.min(window / 2, Math.min(i, y.length - 1 - i)); // symmetric: no drift
      double sum = 0;
      int count = 0;
      for (int j = i - reach; j <= i + reach; j++) {
        if (Double.isFinite(y[j])) {
          sum += y[j];
          count++;
        }
      }
      smooth[i] = count == 0 ? Double.NaN : sum / count;
    }
    return new Series(name, x, smooth);
  }
}
