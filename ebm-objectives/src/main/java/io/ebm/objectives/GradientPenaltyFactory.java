package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.CentralDifferences;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code gradient-penalty}: {@code Σ_i max(0, |∇x E(x_i)| - bound)²} over the data; a regulariser,
 * to be a term of {@code sum} (Gulrajani et al. 2017, one-sided; with {@code bound = 0} the R1
 * penalty of Mescheder et al. 2018). Energies that get steep throw chains of a fixed step size far
 * away; this keeps them gentle.
 *
 * <p>With {@code noise} the rows are first moved by normal noise of that standard deviation, so
 * that slopes around the data are held too (Kodali et al. 2017).
 *
 * <p>Its gradient is {@code Σ_i 2 (1 - bound / |g_i|) ∇θ (v · ∇x E(x_i))} at {@code v = g_i = ∇x
 * E(x_i)}; by central differences for an energy that is not {@link ScoreLearnable}.
 *
 * <p><b>Cost.</b> A step takes one gradient by the states and one directional derivative of every
 * row in one call; the latter is two gradients where it is by central differences.
 *
 * <p><b>Metrics.</b> {@code gradient-of-energy}, the mean {@code |∇x E|}.
 *
 * <p><b>Errors.</b> {@link NonFiniteException} when a gradient is not finite; {@link
 * IllegalArgumentException} for noise where states are not real.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GradientPenaltyFactory
    implements ObjectiveFactory<GradientPenaltyFactory.Config> {

  private static final String WHO = "objective 'gradient-penalty'";
  private static final double SPACING = 0.01;

  /**
   * Settings of {@code gradient-penalty}.
   *
   * @param bound norm from which on a gradient is penalised, not negative
   * @param noise standard deviation, not negative
   */
  public record Config(
      @Setting(value = "0", doc = "Norm from which on a gradient is penalised, not negative.")
          double bound,
      @Setting(
              value = "0",
              doc = "Standard deviation of the noise by which rows are moved, not negative.")
          double noise) {

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("bound", bound);
      Checks.notNegative("noise", noise);
    }
  }

  @Override
  public String name() {
    return "gradient-penalty";
  }

  @Override
  public String description() {
    return "Regulariser: the squared slopes of the energy at data, against energies that get steep.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class, Differentiable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Penalty(config);
  }

  private static final class Penalty implements Objective {
    private final double bound;
    private final Disturbed disturbed;
    private double[] energies = new double[0];
    private double[] weights = new double[0];
    private Batch gradients = Batch.allocate(0, 1);
    private double value;
    private double norms;

    Penalty(Config config) {
      bound = config.bound();
      disturbed = new Disturbed(WHO, config.noise());
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
      Differentiable differentiable = Capabilities.require(energy, Differentiable.class, WHO);
      int n = data.size();
      if (energies.length != n || gradients.dim() != data.dim()) {
        energies = new double[n];
        weights = new double[n];
        gradients = Batch.allocate(n, data.dim());
      }
      Batch rows = disturbed.of(energy.space(), data, context.random());
      value = 0;
      norms = 0;
      ScoreLearnable scoreLearnable = energy.as(ScoreLearnable.class).orElse(null);
      if (scoreLearnable != null) {
        scoreLearnable.accumulateDirectional(
            rows, energies, gradients, this::weigh, weights, gradient);
      } else {
        differentiable.gradients(rows, energies, gradients);
        weigh(0, n);
        CentralDifferences.accumulateDirectional(
            learnable, rows, gradients, weights, SPACING, gradient);
      }
      context.metrics().record("gradient-of-energy", norms / Math.max(1, n));
      return value;
    }

    /** Adds the penalties of some rows; the directions are the gradients themselves. */
    private void weigh(int from, int to) {
      for (int i = from; i < to; i++) {
        double norm = norm(gradients, i);
        double excess = Math.max(0, norm - bound);
        value += excess * excess;
        norms += norm;
        weights[i] = excess > 0 ? 2 * excess / norm : 0;
        if (!Double.isFinite(value)) {
          throw new NonFiniteException("the gradient of row " + i + " has the norm " + norm);
        }
      }
    }

    private static double norm(Batch rows, int row) {
      double sum = 0;
      for (int j = 0; j < rows.dim(); j++) {
        sum += (double) rows.get(row, j) * rows.get(row, j);
      }
      return Math.sqrt(sum);
    }
  }
}
