package io.ebm.core.diagnostics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Convergence diagnostics of Markov chains, as defined by Vehtari, Gelman, Simpson, Carpenter and
 * Bürkner (2021), "Rank-normalization, folding, and localization: an improved R-hat". Each takes
 * the draws of one scalar as {@code [chains][draws]}: one or more chains of equal length.
 *
 * <p>All chains are split in halves (the middle draw of an odd number is left out). Each result is
 * NaN where a draw is NaN or there are fewer than four draws. Rules of thumb of the paper: R-hat
 * below 1.01 and effective sample sizes above 400, from four chains or more.
 *
 * <p>Where ArviZ 0.23 gives a number, this is it. Besides, a single chain has an R-hat, that of its
 * halves, and draws of any size have effective sample sizes and errors. Means and errors of draws
 * of which some are infinite are NaN.
 */
public final class ChainDiagnostics {

  private static final double TAIL = 0.05;

  /** One standard deviation about the mean of a normal distribution, as probabilities. */
  private static final double LOW = 0.1586553;

  private static final double HIGH = 0.8413447;

  /** Draws above this are scaled down, so that their fourth powers do not overflow. */
  private static final double LARGE = 0x1p200;

  private ChainDiagnostics() {}

  /**
   * The greater of the rank-normalised split R-hat of the draws (differences in location) and of
   * their distances from the median (differences in scale). The distances say nothing where all are
   * equal, as for two values in equal numbers, or the median is infinite.
   *
   * @return infinite for chains whose halves never move and do not agree; NaN if all draws are
   *     equal
   */
  public static double rHat(double[][] chains) {
    if (unusable(chains)) {
      return Double.NaN;
    }
    double[][] split = split(chains);
    double median = Quantiles.of(flatten(split), 0.5);
    double[][] folded = new double[split.length][];
    for (int c = 0; c < split.length; c++) {
      folded[c] = Arrays.stream(split[c]).map(x -> Math.abs(x - median)).toArray();
    }
    double location = splitRHat(RankNormalization.of(split));
    double scale = unusable(folded) ? Double.NaN : splitRHat(RankNormalization.of(folded));
    return scale > location ? scale : location; // a NaN is never greater
  }

  /** Gelman and Rubin's ratio, square-rooted, of the variance over and within chains. */
  private static double splitRHat(double[][] chains) {
    int draws = chains[0].length;
    double[] means = new double[chains.length];
    double within = 0;
    for (int c = 0; c < chains.length; c++) {
      means[c] = Moments.mean(chains[c]);
      within += Moments.variance(chains[c]) / chains.length;
    }
    double between = draws * Moments.variance(means);
    return Math.sqrt((between / within + draws - 1) / draws);
  }

  /** The effective sample size of the rank-normalised draws: how well the bulk is explored. */
  public static double essBulk(double[][] chains) {
    return unusable(chains)
        ? Double.NaN
        : EffectiveSampleSize.of(RankNormalization.of(split(chains)));
  }

  /** The lesser of the effective sample sizes of the 5 % and 95 % quantiles. */
  public static double essTail(double[][] chains) {
    return Math.min(essQuantile(chains, TAIL), essQuantile(chains, 1 - TAIL));
  }

  /** The effective sample size for the mean. */
  public static double essMean(double[][] chains) {
    return unusable(chains) ? Double.NaN : EffectiveSampleSize.of(split(scaled(chains)));
  }

  /**
   * The effective sample size for a quantile: that of the indicator of lying at or below it.
   *
   * @param probability from 0 to 1
   */
  public static double essQuantile(double[][] chains, double probability) {
    if (unusable(chains)) {
      return Double.NaN;
    }
    double quantile = Quantiles.of(flatten(chains), probability);
    double[][] split = split(chains);
    for (double[] chain : split) {
      for (int i = 0; i < chain.length; i++) {
        chain[i] = chain[i] <= quantile ? 1 : 0;
      }
    }
    return EffectiveSampleSize.of(split);
  }

  /** The Monte-Carlo standard error of the mean. */
  public static double mcseMean(double[][] chains) {
    return unusable(chains)
        ? Double.NaN
        : scaleOf(chains) * Math.sqrt(Moments.variance(flatten(scaled(chains))) / essMean(chains));
  }

  /** The Monte-Carlo standard error of the standard deviation, by the delta method. */
  public static double mcseSd(double[][] chains) {
    if (unusable(chains)) {
      return Double.NaN;
    }
    double[][] draws = scaled(chains);
    double mean = Moments.mean(flatten(draws));
    double[][] squares = new double[chains.length][];
    for (int c = 0; c < chains.length; c++) {
      squares[c] = Arrays.stream(draws[c]).map(x -> (x - mean) * (x - mean)).toArray();
    }
    double[] all = flatten(squares);
    double variance = Moments.mean(all);
    double fourth = Arrays.stream(all).map(x -> x * x).sum() / all.length;
    double error = (fourth - variance * variance) / essMean(squares);
    return scaleOf(chains) * Math.sqrt(error / variance / 4);
  }

  /**
   * The Monte-Carlo standard error of a quantile: half the distance of the order statistics that a
   * beta distribution with the quantile's effective sample size puts one standard deviation apart.
   *
   * @param probability between 0 and 1
   */
  public static double mcseQuantile(double[][] chains, double probability) {
    if (unusable(chains)) {
      return Double.NaN;
    }
    double ess = essQuantile(chains, probability);
    BetaDistribution beta =
        new BetaDistribution(ess * probability + 1, ess * (1 - probability) + 1, 1e-12);
    double[] sorted = flatten(chains);
    Arrays.sort(sorted);
    double low = beta.inverseCumulativeProbability(LOW) * sorted.length - 1;
    double high = beta.inverseCumulativeProbability(HIGH) * sorted.length - 1;
    int from = (int) Math.floor(Math.max(low, 0));
    int to = (int) Math.ceil(Math.min(high, sorted.length - 1.0));
    return (sorted[to] - sorted[from]) / 2;
  }

  /** 1, or of large draws a power of two about as large. */
  private static double scaleOf(double[][] chains) {
    double greatest = Arrays.stream(flatten(chains)).map(Math::abs).max().orElse(0);
    return greatest > LARGE && Double.isFinite(greatest)
        ? Math.scalb(1.0, Math.getExponent(greatest))
        : 1;
  }

  private static double[][] scaled(double[][] chains) {
    double scale = scaleOf(chains);
    return scale == 1
        ? chains
        : Arrays.stream(chains)
            .map(chain -> Arrays.stream(chain).map(x -> x / scale).toArray())
            .toArray(double[][]::new);
  }

  private static boolean unusable(double[][] chains) {
    boolean bad = chains.length == 0;
    for (double[] chain : chains) {
      if (chain.length != chains[0].length) {
        throw new IllegalArgumentException(
            "chains of " + chains[0].length + " and of " + chain.length + " draws");
      }
      bad |= chain.length < 4 || Arrays.stream(chain).anyMatch(Double::isNaN);
    }
    return bad;
  }

  private static double[][] split(double[][] chains) {
    double[][] halves = new double[2 * chains.length][];
    for (int c = 0; c < chains.length; c++) {
      int draws = chains[c].length;
      halves[c] = Arrays.copyOfRange(chains[c], 0, draws / 2);
      halves[chains.length + c] = Arrays.copyOfRange(chains[c], draws - draws / 2, draws);
    }
    return halves;
  }

  private static double[] flatten(double[][] chains) {
    return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
  }
}
