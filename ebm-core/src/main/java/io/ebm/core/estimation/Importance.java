package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.Noise;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;
import io.ebm.core.Texts;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Importance sampling: {@code Z} is the mean of {@code exp(-E(x)) / q(x)} over draws of a normalised
 * proposal q; unbiased, so that its logarithm is too small on average.
 *
 * <p>The interval is that of the delta method, at a level of 99 %: the standard error of the mean
 * over the mean. It is flagged where the effective sample size is below 100 or one draw has more
 * than a tenth of the weight. Immutable and thread-safe.
 */
public final class Importance implements PartitionEstimator {

  private static final int TILE = 1024;
  private static final double FEWEST = 100;
  private static final double LARGEST_SHARE = 0.1;
  private static final String ASSUMES =
      "the proposal's draws reach every region that holds mass of the model";

  private final ImportanceConfig config;

  /** Creates the method. */
  public Importance(ImportanceConfig config) {
    this.config = config;
  }

  /** The method with its defaults, for an energy that has a base. */
  static Importance standard() {
    return new Importance(new ImportanceConfig(null, 100_000));
  }

  static Optional<String> misfit(@Nullable ImportanceConfig config, FitContext context) {
    return Residual.misfit("proposal", config == null || config.proposal() != null, context);
  }

  @Override
  public String method() {
    return "importance";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'", misfit(config, Estimators.fit(energy, context)));
    try {
      Noise noise =
          config.proposal() == null
              ? Residual.BASE
              : context.create("proposal", config.proposal(), 0, FULL);
      return result(logWeights(energy, noise.on(energy), context));
    } catch (NonFiniteException | FailedEstimate e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  private static final io.ebm.api.Progress FULL = () -> 1;

  private double[] logWeights(
      EnergyFunction energy, Noise.Density proposal, EstimationContext context) {
    double[] logWeights = new double[config.draws()];
    int tiles = (config.draws() + TILE - 1) / TILE;
    RandomStream stage = context.random().split("draws");
    Meter meter = new Meter(context, config.draws());
    context.parallel(
        tiles,
        tile -> {
          int from = tile * TILE;
          int rows = Math.min(TILE, config.draws() - from);
          Batch draws = Batch.allocate(rows, energy.space().dim());
          double[] part = new double[rows];
          proposal.sample(draws, stage.split(tile));
          Residual.logWeights(energy, proposal, draws, part);
          System.arraycopy(part, 0, logWeights, from, rows);
          meter.add(rows);
        });
    meter.finish();
    return logWeights;
  }

  private LogPartition result(double[] logWeights) {
    int n = logWeights.length;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double weight : logWeights) {
      if (Double.isNaN(weight) || weight == Double.POSITIVE_INFINITY) {
        throw new NonFiniteException("the log weight of a draw is " + weight);
      }
      greatest = Math.max(greatest, weight);
    }
    if (greatest == Double.NEGATIVE_INFINITY) {
      return LogPartition.invalid(method(), "every weight is zero");
    }
    double sum = 0;
    double squares = 0;
    for (double logWeight : logWeights) {
      double weight = Math.exp(logWeight - greatest);
      sum += weight;
      squares += weight * weight;
    }
    double value = greatest + Math.log(sum / n);
    double ess = sum * sum / squares;
    double error = Math.sqrt(Math.max(0, 1 / ess - 1.0 / n));
    double reach =
        new NormalDistribution().inverseCumulativeProbability((1 + LogMean.LEVEL) / 2) * error;
    LogPartition found =
        LogPartition.of(value, value - reach, value + reach, method(), ess).assuming(ASSUMES);
    if (ess < FEWEST || 1 / sum > LARGEST_SHARE) {
      return found.invalidBecause(
          String.format(
              Locale.ROOT,
              "the effective sample size is %.1f of %d draws, and the largest weight has %.0f %%; a"
                  + " proposal nearer to the model or more draws may help",
              ess,
              n,
              100 / sum));
    }
    return found;
  }
}
