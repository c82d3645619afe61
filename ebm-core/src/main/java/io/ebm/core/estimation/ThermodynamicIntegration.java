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
 * Thermodynamic integration (Kirkwood 1935; Gelman and Meng 1998, "Simulating normalizing
 * constants", sec. 3): {@code log Z = log Z0 - ∫ ⟨dE/dβ⟩ dβ} over the path, by Simpson's rule.
 * Independent chains walk along it and stop at its points; each of them gives an integral.
 *
 * <p>Half of the interval is Student's at a level of 99 % for the mean over chains, plus the
 * difference of Simpson's rule to that with half the points, which for smooth integrands is some
 * fifteen times its error, plus twice the difference to a second walk of half as many transitions,
 * for what chains lag behind their temperature. Modes that chains never reach are in none of these.
 * The effective sample size is that of the worst point: the variance of single samples over that of
 * their chains' means, times the chains. Immutable and thread-safe.
 */
public final class ThermodynamicIntegration implements PartitionEstimator {

  private final IntegrationConfig config;

  /** Creates the method. */
  public ThermodynamicIntegration(IntegrationConfig config) {
    this.config = config;
  }

  @Override
  public String method() {
    return "thermodynamic-integration";
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
      Slopes slopes = new Slopes(path, plan, "stages", context, meter);
      Slopes hurried = new Slopes(path, plan.hurried(), "hurried", context, meter);
      return path.judged(integrate(path.logBase(), slopes, hurried.mean(1)), StagedWalk.ASSUMPTION);
    } catch (NonFiniteException e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  /** The sums of slopes of every chain at every point, and those of their squares. */
  private static final class Slopes {
    final int points;
    final int samples;
    final double[][] sums;
    final double[][] squares;

    Slopes(Path path, StagedWalk.Plan plan, String name, EstimationContext context, Meter meter) {
      points = plan.intervals() + 1;
      samples = plan.samples();
      sums = new double[points][plan.chains()];
      squares = new double[points][plan.chains()];
      StagedWalk.run(
          path,
          plan,
          name,
          context,
          meter,
          (walker, point, sample, first) -> {
            double[] slopes = walker.slopes(plan.beta(point));
            for (int i = 0; i < slopes.length; i++) {
              sums[point][first + i] += slopes[i];
              squares[point][first + i] += slopes[i] * slopes[i];
            }
          });
    }

    /** Samples of that many independent ones' worth at a point. */
    double ess(int point) {
      int chains = sums[point].length;
      double mean = 0;
      double square = 0;
      for (int c = 0; c < chains; c++) {
        mean += sums[point][c] / samples / chains;
        square += squares[point][c] / samples / chains;
      }
      double between = 0;
      for (int c = 0; c < chains; c++) {
        double apart = sums[point][c] / samples - mean;
        between += apart * apart / (chains - 1);
      }
      double all = square - mean * mean;
      return between <= 1e-12 * (1 + square)
          ? (double) chains * samples
          : Math.min((double) chains * samples, chains * all / between);
    }

    /** Simpson's rule for one chain over every {@code stride}-th point. */
    double integral(int chain, int stride) {
      int last = points - 1;
      double sum = 0;
      for (int point = 0; point <= last; point += stride) {
        boolean end = point == 0 || point == last;
        boolean odd = point / stride % 2 == 1;
        sum += (end ? 1 : odd ? 4 : 2) * sums[point][chain] / samples;
      }
      return sum * stride / (3.0 * last);
    }

    /** Its mean over the chains. */
    double mean(int stride) {
      double mean = 0;
      for (int chain = 0; chain < sums[0].length; chain++) {
        mean += integral(chain, stride) / sums[0].length;
      }
      return mean;
    }
  }

  private LogPartition integrate(double logBase, Slopes slopes, double hurried) {
    int chains = config.chains();
    double mean = slopes.mean(1);
    if (!Double.isFinite(mean)) {
      return LogPartition.invalid(method(), "the mean slope of the energy is " + mean);
    }
    double variance = 0;
    for (int chain = 0; chain < chains; chain++) {
      double apart = slopes.integral(chain, 1) - mean;
      variance += apart * apart / (chains - 1);
    }
    double ess = Double.POSITIVE_INFINITY;
    for (int point = 0; point < slopes.points; point++) {
      ess = Math.min(ess, slopes.ess(point));
    }
    double value = logBase - mean;
    double half =
        LogMean.studentQuantile(chains - 1) * Math.sqrt(variance / chains)
            + Math.abs(mean - slopes.mean(2))
            + StagedWalk.lag(mean, hurried)
            + 1e-9 * (1 + Math.abs(value));
    LogPartition result = LogPartition.of(value, value - half, value + half, method(), ess);
    return ess >= LogMean.fewest(chains)
        ? result
        : result.invalidBecause(
            String.format(
                Locale.ROOT,
                "at one point of the path the samples of %d chains are worth %.1f independent ones;"
                    + " more samples may help",
                chains,
                ess));
  }
}
