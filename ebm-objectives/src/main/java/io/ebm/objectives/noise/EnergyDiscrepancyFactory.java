package io.ebm.objectives.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code energy-discrepancy} (Schröder, Ou, Lim, Li, Vollmer and Duncan 2023): a row is blurred
 * once, {@code z ~ q(· | x)}, and the blurred state again {@code M} times, {@code y_k ~ q(· | z)};
 *
 * <pre>{@code loss = log( w/M + 1/M Σ_k exp(E(x) - E(y_k)) ).}</pre>
 *
 * No chains, no partition function and no derivative by {@code x}. A small blur makes it score
 * matching, a large one the likelihood, at a variance that grows with the blur; {@code w} bounds
 * it. Steps are those of {@link ConditionalNceFactory conditional-nce}.
 *
 * <p><b>Cost.</b> {@code 1 + M} energies and as many gradients per row.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the steps drawn. Weights sum to zero.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EnergyDiscrepancyFactory
    implements ObjectiveFactory<EnergyDiscrepancyFactory.Config> {

  /**
   * Settings of {@code energy-discrepancy}.
   *
   * @param samples M, at least 1
   * @param stabiliser w, not negative
   * @param sigma standard deviation of either blur on real spaces, positive
   * @param flip probability of changing a unit of a discrete space at either, in (0, 1)
   */
  public record Config(
      @Setting(value = "16", doc = "Second blurs M of every row, at least 1.") int samples,
      @Setting(value = "1", doc = "The stabiliser w, not negative.") double stabiliser,
      @Setting(
              value = "0.5",
              doc = "Standard deviation √t of a blur on real spaces, in units of the data.")
          double sigma,
      @Setting(
              value = "0.1",
              doc = "Probability that a unit of a discrete space changes at a blur.")
          double flip) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("samples", samples, 1);
      Checks.notNegative("stabiliser", stabiliser);
      Perturbation.check(sigma, flip);
    }
  }

  @Override
  public String name() {
    return "energy-discrepancy";
  }

  @Override
  public String description() {
    return "Data against blurred data by a log-sum-exp of energies: between scores and likelihood.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new EnergyDiscrepancy(config);
  }
}
