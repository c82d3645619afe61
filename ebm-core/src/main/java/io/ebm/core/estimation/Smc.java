package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.RandomStream;
import io.ebm.core.Texts;
import io.ebm.math.Resampling;
import java.util.Arrays;

/**
 * Sequential Monte Carlo (Del Moral, Doucet and Jasra 2006): populations of particles walk from
 * exact samples of a base to the model, gathering weights as in annealed importance sampling;
 * whenever the weights of a population have become uneven, particles are drawn anew by them,
 * systematically (Kitagawa 1996), so that work goes where the mass is. The product of the mean
 * weights between resamplings is an unbiased estimate of {@code Z / Z0} from each population (Del
 * Moral 2004, theorem 7.4.2), and populations are independent, so that their mean has the interval
 * of {@link LogMean}.
 *
 * <p>Temperatures are chosen by a pilot run, which is then thrown away, since temperatures that
 * depend on the particles would bias the estimate. Immutable and thread-safe.
 */
public final class Smc implements PartitionEstimator {

  private static final int REPORTS = 100;

  private final SmcConfig config;

  /** Creates the method. */
  public Smc(SmcConfig config) {
    this.config = config;
  }

  @Override
  public String method() {
    return "smc";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'",
        Path.misfit(config.sampler(), Estimators.fit(energy, context)));
    try {
      Path path = Path.of(energy, config.sampler(), context);
      double[] betas = Ladder.of(config.ladder(), path, context);
      double[] logs = populations(path, betas, context);
      LogMean mean = LogMean.of(logs, context.random().split("interval"));
      double base = path.logBase();
      LogPartition result =
          LogPartition.of(
              base + mean.value(), base + mean.lower(), base + mean.upper(), method(), mean.ess());
      if (mean.problem() != null) {
        result =
            result.invalidBecause(
                mean.problem() + "; more particles, temperatures or transitions may help");
      }
      return path.judged(result, AnnealedWeights.FORWARD);
    } catch (NonFiniteException | FailedEstimate e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  /** The logarithm of every population's estimate of {@code Z / Z0}. */
  private double[] populations(Path path, double[] betas, EstimationContext context) {
    int steps = betas.length - 1;
    int interval = Math.max(1, steps / REPORTS);
    Meter meter = new Meter(context, (long) config.populations() * steps);
    double[] logs = new double[config.populations()];
    RandomStream stage = context.random().split("populations");
    int dim = path.model().space().dim();
    context.tiles(
        logs.length,
        (tile, from, to) -> {
          for (int population = from; population < to; population++) {
            RandomStream random = stage.split(population);
            Batch particles = Batch.allocate(config.particles(), dim);
            path.sampleBase(particles, random.split("base"));
            Walker walker = new Walker(path, particles, tile, random.split("walk"), context);
            Population weights =
                new Population(particles, config.resample(), random.split("resample"));
            for (int k = 1; k <= steps; k++) {
              walker.weigh(betas[k - 1], betas[k], weights.logs);
              if (k < steps) {
                weights.resampleIfUneven();
                walker.move(betas[k], config.transitions());
              }
              if (k % interval == 0 || k == steps) {
                meter.add(k % interval == 0 ? interval : k % interval);
              }
            }
            logs[population] = weights.logEstimate();
          }
        });
    meter.finish();
    return logs;
  }

  /** Particles with their weights since the last resampling. */
  private static final class Population {

    private final Batch particles;
    private final Batch copy;
    private final double threshold;
    private final RandomStream random;
    private final double[] logs;
    private final double[] shares;
    private final int[] ancestors;
    private double product; // logarithm of that of the mean weights so far

    Population(Batch particles, double share, RandomStream random) {
      this.particles = particles;
      this.copy = particles.copy();
      this.threshold = share * particles.size();
      this.random = random;
      this.logs = new double[particles.size()];
      this.shares = new double[particles.size()];
      this.ancestors = new int[particles.size()];
    }

    /** Computes shares that add up to 1; returns the logarithm of the mean weight. */
    private double normalise() {
      double mean = Resampling.normalise(logs, 0, logs.length, shares);
      if (mean == Double.NEGATIVE_INFINITY) {
        throw new FailedEstimate("every weight of a population is zero");
      }
      if (!Double.isFinite(mean)) {
        throw new FailedEstimate("a log weight is " + mean);
      }
      return mean;
    }

    void resampleIfUneven() {
      double mean = normalise();
      if (Resampling.effectiveSize(shares, 0, logs.length) >= threshold) {
        return;
      }
      product += mean;
      Arrays.fill(logs, 0);
      copy.copyFrom(particles);
      Resampling.systematic(shares, 0, logs.length, random.nextDouble(), ancestors);
      for (int i = 0; i < logs.length; i++) {
        particles.copyRow(i, copy, ancestors[i]);
      }
    }

    double logEstimate() {
      return product + normalise();
    }
  }
}
