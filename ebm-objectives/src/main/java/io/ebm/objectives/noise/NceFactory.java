package io.ebm.objectives.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Residual;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code nce}: noise-contrastive estimation (Gutmann and Hyvärinen 2012). The model learns to tell
 * each row of data from {@code ν} draws of a noise whose density {@code q} is known, by the
 * log-odds
 *
 * <pre>{@code G(u) = -E(u) - c - log q(u) - log ν,
 * loss = Σ_data log(1 + exp(-G(x))) + Σ_noise log(1 + exp(G(y))).}</pre>
 *
 * Its minimum over all energies is {@code E + c = -log p}: {@code c} is the logarithm of the
 * partition function. With {@code normaliser = learned} it is a parameter of the objective, trained
 * by the experiment's optimizer; a host reports it as {@code log Z} where it has no better
 * estimate. With {@code fixed} it stays {@code logNormaliser}: for an energy that has a constant of
 * its own, as {@code mlp} has, or that is normalised.
 *
 * <p>The noise must be spread wherever the data are; the nearer it is to them, the less data it
 * takes. Not for long rows with a simple noise: what is told apart at a glance teaches nothing.
 *
 * <p>Of an energy that corrects a base, the draws of the base are the natural noise: {@code G = -r(u)
 * - c - log ν}, and only the correction is computed (Deng et al. 2020).
 *
 * <p><b>Cost.</b> {@code 1 + ν} energies and as many gradients per row.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the noise drawn. The weights of all
 * energies sum to the derivative by {@code c}.
 *
 * <p><b>Conditional models.</b> Row {@code i} has {@code ν} draws under context {@code i}; {@code
 * c} is one number for all contexts, so an energy should have a constant for each of its own.
 *
 * <p><b>Metrics.</b> {@code log-normaliser} (c), {@code noise-accuracy} (share of rows told
 * rightly).
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite or the noise
 * has density 0 at a row of data.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class NceFactory implements ObjectiveFactory<NceFactory.Config> {

  /** Where the normaliser comes from. */
  public enum Normaliser {
    /** Trained along with the model. */
    LEARNED,
    /** The number given. */
    FIXED
  }

  /**
   * Settings of {@code nce}.
   *
   * @param noise what data are told from
   * @param ratio ν, draws of noise per row of data, at least 1
   * @param normaliser where c comes from
   * @param logNormaliser c, or its first value; finite
   * @param redraw whether noise is drawn anew at every step
   */
  public record Config(
      @Setting(doc = "The noise that data are told from; left out, the base of the energy.")
          @Nullable Component<Noise> noise,
      @Setting(value = "5", doc = "Draws ν of noise per row of data, at least 1.") int ratio,
      @Setting(
              value = "\"learned\"",
              doc = "Whether the logarithm c of the partition function is learned or fixed.")
          Normaliser normaliser,
      @Setting(value = "0", doc = "The fixed c, or where it starts; finite.") double logNormaliser,
      @Setting(
              value = "true",
              doc =
                  "Whether noise is drawn anew at every step. An optimizer that sees all examples at"
                      + " once (lbfgs) needs false.")
          boolean redraw) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("ratio", ratio, 1);
      Checks.that(
          Double.isFinite(logNormaliser),
          "logNormaliser",
          "must be finite, but is " + logNormaliser);
    }
  }

  @Override
  public String name() {
    return "nce";
  }

  @Override
  public String description() {
    return "Noise-contrastive estimation: data against noise of known density; learns log Z as well.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class)
        .or(() -> Residual.misfit("noise", config == null || config.noise() != null, context));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    Noise noise =
        config.noise() == null ? Residual.BASE : context.create("noise", config.noise());
    context.data().ifPresent(data -> noise.check(data.space()));
    return new NoiseContrastiveEstimation(config, noise, context.random());
  }
}
