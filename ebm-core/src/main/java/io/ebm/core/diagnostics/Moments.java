package io.ebm.core.diagnostics;

/** Mean and variance. */
public final class Moments {

  private Moments() {}

  /** The mean; of equal values exactly that value. */
  public static double mean(double[] values) {
    double sum = 0;
    boolean equal = values.length > 0;
    for (double value : values) {
      sum += value;
      equal &= value == values[0];
    }
    return equal ? values[0] : sum / values.length;
  }

  /** The unbiased variance. */
  public static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
