package io.ebm.objectives.denoising;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code denoising}: denoising score matching over the levels of a noise schedule (Vincent 2011;
 * Song et al. 2021; Karras et al. 2022, equation 8). Each row is disturbed at a level of its own
 * that the schedule draws, {@code x + σε}, and the model learns to take the noise away:
 *
 * <pre>{@code loss = ½ w(σ) |D(x + σε; σ) - x|²}</pre>
 *
 * For an energy that is {@link io.ebm.api.noise.NoiseConditioned}, {@code D = x̃ - σ² ∇E_σ(x̃)},
 * and the gradient is exact where it is {@link io.ebm.api.ScoreLearnable}; a field learns directly.
 * Its minimum is the score of the data blurred, at every level.
 *
 * <p>With {@code dropContext} rows forget their class or context now and then, so that the model
 * also learns itself without, as guidance needs it (Ho and Salimans 2022).
 *
 * <p><b>Cost.</b> Of an energy a gradient by the state and a directional derivative by the
 * parameters; of a field one gradient by the parameters.
 *
 * <p><b>Value.</b> The loss itself, which does not go to 0.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when the loss of a row is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DenoisingFactory implements ObjectiveFactory<DenoisingFactory.Config> {

  static final String DROP =
      "Probability that a row forgets its class or context, from 0 to 1; above 0 only for models"
          + " that are Guidable.";

  /**
   * Settings of {@code denoising}.
   *
   * @param schedule draws the levels
   * @param weighting by what the error of a denoised state counts
   * @param dropContext the probability that a row forgets what it is given
   */
  public record Config(
      @Setting(value = "\"edm\"", doc = "Draws the noise levels.") NoiseSchedule schedule,
      @Setting(
              value = "\"usual\"",
              doc =
                  "By what an error counts at a level: usual, as the model's parametrisation has it;"
                      + " epsilon, as an error of the noise; x0, of the clean state; velocity, of ε -"
                      + " x_0.")
          LevelWeight weighting,
      @Setting(value = "0", doc = DROP) double dropContext) {

    /** Checks the ranges. */
    public Config {
      Checks.between("dropContext", dropContext, 0, 1);
    }
  }

  @Override
  public String name() {
    return "denoising";
  }

  @Override
  public String description() {
    return "Denoising score matching at all levels of a noise schedule.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Denoising.misfit(context, config == null ? 0 : config.dropContext());
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Denoising(name(), config.schedule(), config.weighting(), config.dropContext());
  }
}
