package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.Texts;
import java.util.Locale;

/**
 * Bridge sampling (Bennett 1976, "Efficient estimation of free energy differences from Monte Carlo
 * data"; Meng and Wong 1996, "Simulating ratios of normalizing constants via a simple identity"):
 * the ratio of the partition functions of two neighbouring points of the path, from samples of
 * both, by the optimal bridge; the ratios of all neighbours multiplied. With as many samples on
 * either side, {@code c = log Z' / Z} solves {@code Σ σ(u - c) = Σ' σ(c - u)}, the sums over
 * samples of either, {@code u = E - E'} (Shirts and Chodera 2008, sec. II, for two states).
 *
 * <p>Independent chains walk along the path and stop at its points. The interval is Student's at a
 * level of 99 % by the jackknife over groups of whole chains, so that it knows how their samples
 * hang together, and on either side wider by twice the difference to a second walk of half as many
 * transitions, for what chains lag behind their temperature. Modes that chains never reach are in
 * neither. The effective sample size is the least over neighbours of that of importance weights
 * from one to the other; where it is small the points hardly overlap, and the result is flagged.
 * Immutable and thread-safe.
 */
public final class Bridge implements PartitionEstimator {

  private static final int MOST_GROUPS = 20;
  private static final int MOST_ITERATIONS = 200;
  private static final double PRECISION = 1e-12;

  private final BridgeConfig config;

  /** Creates the method. */
  public Bridge(BridgeConfig config) {
    this.config = config;
  }

  @Override
  public String method() {
    return "bridge";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'",
        Path.misfit(config.sampler(), Estimators.fit(energy, context)));
    try {
      Path path = Path.of(energy, config.sampler(), context);
      StagedWalk.Plan plan = config.plan();
      Meter meter = StagedWalk.meter(plan, context);
      Differences walked = new Differences(path, plan, "stages", context, meter);
      Differences hurried = new Differences(path, plan.hurried(), "hurried", context, meter);
      return path.judged(solve(path.logBase(), walked, hurried), StagedWalk.ASSUMPTION);
    } catch (NonFiniteException e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  /** {@code u = E - E'} between neighbours, at the samples of the one below and the one above. */
  private static final class Differences {
    final int samples;
    final double[][] below;
    final double[][] above;

    Differences(
        Path path, StagedWalk.Plan plan, String name, EstimationContext context, Meter meter) {
      samples = plan.samples();
      below = new double[plan.intervals()][plan.chains() * samples];
      above = new double[plan.intervals()][plan.chains() * samples];
      StagedWalk.run(
          path,
          plan,
          name,
          context,
          meter,
          (walker, point, sample, first) -> {
            double beta = plan.beta(point);
            if (point > 0) {
              record(walker, plan.beta(point - 1), beta, above[point - 1], sample, first);
            }
            if (point < plan.intervals()) {
              record(walker, beta, plan.beta(point + 1), below[point], sample, first);
            }
          });
    }

    /** Takes {@code E_from - E_to} of every chain of a tile. */
    private void record(
        Walker walker, double from, double to, double[] into, int sample, int firstChain) {
      double[] logWeights = new double[walker.size()];
      walker.weigh(from, to, logWeights);
      for (int i = 0; i < logWeights.length; i++) {
        into[(firstChain + i) * samples + sample] = logWeights[i];
      }
    }

    /** The logarithm of the ratio of all neighbours. */
    double sum() {
      double sum = 0;
      for (int k = 0; k < below.length; k++) {
        sum += ratio(below[k], above[k], 0, 0);
      }
      return sum;
    }
  }

  private LogPartition solve(double logBase, Differences walked, Differences hurried) {
    double[][] below = walked.below;
    double[][] above = walked.above;
    int chains = config.chains();
    int groups = Math.min(MOST_GROUPS, chains);
    double value = logBase;
    double[] without = new double[groups];
    double ess = Double.POSITIVE_INFINITY;
    for (int k = 0; k < below.length; k++) {
      double c = ratio(below[k], above[k], 0, 0);
      if (!Double.isFinite(c)) {
        return LogPartition.invalid(
            method(),
            String.format(
                Locale.ROOT, "the energies of points %d and %d are not finite", k, k + 1));
      }
      value += c;
      for (int g = 0; g < groups; g++) {
        int from = (int) ((long) chains * g / groups) * walked.samples;
        int to = (int) ((long) chains * (g + 1) / groups) * walked.samples;
        without[g] += ratio(below[k], above[k], from, to) - c;
      }
      ess = Math.min(ess, Math.min(ess(below[k], 1), ess(above[k], -1)));
    }
    double half =
        halfWidth(without)
            + StagedWalk.lag(value - logBase, hurried.sum())
            + 1e-9 * (1 + Math.abs(value));
    LogPartition result = LogPartition.of(value, value - half, value + half, method(), ess);
    return ess >= LogMean.fewest(chains)
        ? result
        : result.invalidBecause(
            String.format(
                Locale.ROOT,
                "two neighbouring points of the path hardly overlap: from one to the other the"
                    + " effective sample size is %.1f; more temperatures may help",
                ess));
  }

  private static double halfWidth(double[] without) {
    int groups = without.length;
    double mean = 0;
    for (double value : without) {
      mean += value / groups;
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    return LogMean.studentQuantile(groups - 1) * Math.sqrt(squares * (groups - 1) / groups);
  }

  /** Solves for {@code c}, leaving out samples {@code from} (inclusive) to {@code to}. */
  private static double ratio(double[] below, double[] above, int from, int to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < below.length; i++) {
      if (Double.isNaN(below[i]) || Double.isNaN(above[i])) {
        return Double.NaN;
      }
      low = Math.min(low, Math.min(below[i], above[i]));
      high = Math.max(high, Math.max(below[i], above[i]));
    }
    if (!(Double.isFinite(low) && Double.isFinite(high))) {
      return Double.NaN;
    }
    double c = (low + high) / 2;
    for (int k = 0; k < MOST_ITERATIONS && high - low > PRECISION * (1 + Math.abs(c)); k++) {
      double excess = 0;
      double slope = 0;
      for (int i = 0; i < below.length; i++) {
        if (i >= from && i < to) {
          continue;
        }
        double a = 1 / (1 + Math.exp(c - below[i]));
        double b = 1 / (1 + Math.exp(above[i] - c));
        excess += a - b;
        slope += a * (1 - a) + b * (1 - b);
      }
      if (excess > 0) {
        low = c;
      } else {
        high = c;
      }
      double newton = c + excess / slope;
      if (Math.abs(newton - c) <= PRECISION * (1 + Math.abs(c))) {
        return newton;
      }
      c = newton > low && newton < high ? newton : (low + high) / 2;
    }
    return c;
  }

  private static double ess(double[] logWeights, int sign) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double log : logWeights) {
      greatest = Math.max(greatest, sign * log);
    }
    double sum = 0;
    double squares = 0;
    for (double log : logWeights) {
      double weight = Math.exp(sign * log - greatest);
      sum += weight;
      squares += weight * weight;
    }
    return sum * sum / squares;
  }
}
