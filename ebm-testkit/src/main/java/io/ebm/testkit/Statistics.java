package io.ebm.testkit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/** Statistical tests for samples whose law is known. All samples are independent draws. */
public final class Statistics {

  private static final double LEAST_EXPECTED = 5;
  private static final KolmogorovSmirnovTest KOLMOGOROV = new KolmogorovSmirnovTest();

  private Statistics() {}

  /**
   * The p-value of Pearson's chi-square test. Cells expected less than 5 times are pooled into one.
   * A count where the probability is zero gives 0.
   *
   * @param counts how often each cell was seen
   * @param probabilities of the cells; their sum is 1
   */
  public static double chiSquare(long[] counts, double[] probabilities) {
    long total = Arrays.stream(counts).sum();
    double statistic = 0;
    int cells = 0;
    double pooledExpected = 0;
    long pooledCount = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * probabilities[i];
      if (probabilities[i] == 0 && counts[i] > 0) {
        return 0;
      }
      if (expected < LEAST_EXPECTED) {
        pooledExpected += expected;
        pooledCount += counts[i];
      } else {
        statistic += square(counts[i] - expected) / expected;
        cells++;
      }
    }
    if (pooledExpected >= 1) {
      statistic += square(pooledCount - pooledExpected) / pooledExpected;
      cells++;
    }
    if (cells < 2) {
      return 1;
    }
    return upper(1 - new ChiSquaredDistribution(null, cells - 1).cumulativeProbability(statistic));
  }

  /**
   * The p-value of the two-sided Kolmogorov-Smirnov test, by its limit law with Stephens'
   * correction (1970); good from about 20 draws on.
   */
  public static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cdf) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double f = cdf.applyAsDouble(sorted[i]);
      if (Double.isNaN(f)) {
        return 0;
      }
      distance = Math.max(distance, Math.max(f - (double) i / n, (i + 1.0) / n - f));
    }
    double root = Math.sqrt(n);
    double scaled = (root + 0.12 + 0.11 / root) * distance;
    return scaled < 0.2 ? 1 : upper(1 - KOLMOGOROV.ksSum(scaled, 1e-15, 100_000));
  }

  /** The two-sided p-value of a standard normal score. */
  public static double normal(double score) {
    return Double.isNaN(score) ? 0 : upper(Erf.erfc(Math.abs(score) / Math.sqrt(2)));
  }

  /** The standard normal distribution function. */
  public static double normalCdf(double x) {
    return 0.5 * Erf.erfc(-x / Math.sqrt(2));
  }

  /** The p-value of no correlation between two samples of equal length. */
  public static double uncorrelated(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += square(a[i] - meanA);
      bb += square(b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? 1 : normal(ab / Math.sqrt(aa * bb) * Math.sqrt(a.length));
  }

  /** The total variation distance {@code ½ Σ |counts/n - p|} of a sample from a law. */
  public static double totalVariation(long[] counts, double[] probabilities) {
    double total = Arrays.stream(counts).sum();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.abs(counts[i] / total - probabilities[i]);
    }
    return sum / 2;
  }

  /**
   * The total variation that {@code draws} exact samples show on average, by the normal limit:
   * {@code ½ Σ sqrt(2 p (1 - p) / (π draws))}. Cells expected less than once count with their exact
   * bound {@code p}.
   */
  public static double totalVariationFloor(double[] probabilities, long draws) {
    double sum = 0;
    for (double p : probabilities) {
      sum += Math.min(2 * p, Math.sqrt(2 * p * (1 - p) / (Math.PI * draws)));
    }
    return sum / 2;
  }

  private static double square(double value) {
    return value * value;
  }

  private static double upper(double p) {
    return Math.min(1, Math.max(0, p));
  }
}
