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
 * {@code conditional-nce} (Ceylan and Gutmann 2018, without their factor 2): each row of data is
 * told from {@code κ} states a symmetric step away from it,
 *
 * <pre>{@code loss = 1/κ Σ_k log(1 + exp(E(x) - E(y_k))),   y_k ~ q(· | x).}</pre>
 *
 * The partition function and the noise's density cancel. Short steps make it score matching, long
 * ones nce. It learns nothing about the masses of modes farther apart than steps reach.
 *
 * <p><b>Steps.</b> Normal of deviation {@code sigma} on real spaces, reflected at the bounds of a
 * box; on discrete spaces every unit takes another level with probability {@code flip}.
 *
 * <p><b>Cost.</b> {@code 1 + κ} energies and as many gradients per row.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the steps drawn. Weights sum to zero.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ConditionalNceFactory implements ObjectiveFactory<ConditionalNceFactory.Config> {

  /**
   * Settings of {@code conditional-nce}.
   *
   * @param ratio κ, steps per row of data, at least 1
   * @param sigma standard deviation of steps on real spaces, positive
   * @param flip probability of changing a unit of a discrete space, in (0, 1)
   */
  public record Config(
      @Setting(value = "5", doc = "Steps κ per row of data, at least 1.") int ratio,
      @Setting(
              value = "0.5",
              doc = "Standard deviation of steps on real spaces, in units of the data; positive.")
          double sigma,
      @Setting(value = "0.2", doc = "Probability that a unit of a discrete space changes.")
          double flip) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("ratio", ratio, 1);
      Perturbation.check(sigma, flip);
    }
  }

  @Override
  public String name() {
    return "conditional-nce";
  }

  @Override
  public String description() {
    return "Data against states a symmetric step away; no density of the noise is needed.";
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
    return new ConditionalNce(config.ratio(), new Perturbation(config.sigma(), config.flip()));
  }
}
