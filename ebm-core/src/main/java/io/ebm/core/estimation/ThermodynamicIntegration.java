package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.Texts;
import java.util.Locale;
import java.util.Optional;

/**
 * Thermodynamic integration (Kirkwood 1935; Gelman and Meng 1998, "Simulating normalizing
 * constants", sec. 3): {@code log Z = log Z0 - ∫ ⟨dE/dβ⟩ dβ} over the path, by Simpson's rule.
 * Independent chains walk along it and stop at its points; each of them gives an integral.
 *
 * <p>Half of the interval is Student's at a level of 99 % for the mean over chains, plus the
 * difference of Simpson's rule to that with half the points, which for smooth integrands is some
 * fifteen times its error. What the chains lag behind their temperature is not in it: the burn-in
 * must be long enough. The effective sample size is that of the worst point: the variance of single
 * samples over that of their chains' means, times the chains. Immutable and thread-safe.
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
  public Optional<String> obstacle(EnergyFunction energy, EstimationContext context) {
    return Path.obstacle(method(), energy, config.sampler(), context);
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    Obstacles.refuse(this, energy, context);
    try {
      Path path = Path.of(energy, config.sampler(), context);
      return integrate(path.logBase(), new Slopes(path, context));
    } catch (NonFiniteException e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  /** The sums of slopes of every chain at every point, and those of their squares. */
  private final class Slopes {
    final int points = config.temperatures() + 1;
    final double[][] sums = new double[points][config.chains()];
    final double[][] squares = new double[points][config.chains()];

    Slopes(Path path, EstimationContext context) {
      StagedWalk.run(
          path,
          config.plan(),
          context,
          (walker, point, sample, first) -> {
            double[] slopes = walker.slopes(config.plan().beta(point));
            for (int i = 0; i < slopes.length; i++) {
              sums[point][first + i] += slopes[i];
              squares[point][first + i] += slopes[i] * slopes[i];
            }
          });
    }

    /** Samples of that many independent ones' worth at a point. */
    double ess(int point) {
      int chains = config.chains();
      int samples = config.samples();
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
  }

  private LogPartition integrate(double logBase, Slopes slopes) {
    int chains = config.chains();
    double[] fine = new double[chains];
    double mean = 0;
    double coarse = 0;
    for (int c = 0; c < chains; c++) {
      fine[c] = simpson(slopes.sums, c, 1);
      mean += fine[c] / chains;
      coarse += simpson(slopes.sums, c, 2) / chains;
    }
    if (!Double.isFinite(mean)) {
      return LogPartition.invalid(method(), "the mean slope of the energy is " + mean);
    }
    double variance = 0;
    for (double integral : fine) {
      variance += (integral - mean) * (integral - mean) / (chains - 1);
    }
    double ess = Double.POSITIVE_INFINITY;
    for (int point = 0; point < slopes.points; point++) {
      ess = Math.min(ess, slopes.ess(point));
    }
    double value = logBase - mean;
    double half =
        LogMean.studentQuantile(chains - 1) * Math.sqrt(variance / chains)
            + Math.abs(mean - coarse)
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

  /** Simpson's rule for one chain over every {@code stride}-th point. */
  private double simpson(double[][] sums, int chain, int stride) {
    int last = config.temperatures();
    double sum = 0;
    for (int point = 0; point <= last; point += stride) {
      boolean end = point == 0 || point == last;
      boolean odd = point / stride % 2 == 1;
      sum += (end ? 1 : odd ? 4 : 2) * sums[point][chain] / config.samples();
    }
    return sum * stride / (3.0 * last);
  }
}
