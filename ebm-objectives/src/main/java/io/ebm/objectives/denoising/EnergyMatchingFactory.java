package io.ebm.objectives.denoising;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code energy-matching}: an energy without noise levels whose slope carries noise to data along
 * straight paths (Balcerak et al. 2025, "Energy matching: unifying flow matching and energy-based
 * models for generative modeling", equation 9, the first phase), with noise and data paired at
 * random: at {@code x_t = (1 - t) ε + t x}, with {@code t} even in [0, {@code until}],
 *
 * <pre>{@code loss = ½ |∇E(x_t) + (x - ε)|²}</pre>
 *
 * Near the data the energy is to be learned by chains: a {@code sum} of this and {@code pcd} or
 * {@code cd} does both.
 *
 * <p><b>Cost.</b> A gradient by the state and a directional derivative by the parameters.
 *
 * <p><b>Value.</b> The loss itself, which does not go to 0.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EnergyMatchingFactory implements ObjectiveFactory<EnergyMatchingFactory.Config> {

  /**
   * Settings of {@code energy-matching}.
   *
   * @param until the last part of the way that is learned
   */
  public record Config(
      @Setting(
              value = "1",
              doc = "How much of the way from noise to data is learned: above 0, at most 1.")
          double until) {

    /** Checks the range. */
    public Config {
      Checks.that(
          until > 0 && until <= 1, "until", "must be above 0 and at most 1, but is " + until);
    }
  }

  @Override
  public String name() {
    return "energy-matching";
  }

  @Override
  public String description() {
    return "An energy whose slope carries noise to data along straight paths.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return SlopeRegression.misfit(context);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new SlopeRegression(name()) {
      @Override
      void choose(Batch data, Batch noise, RandomStream random, Batch states, Batch wanted) {
        for (int i = 0; i < data.size(); i++) {
          double t = config.until() * random.nextDouble();
          for (int j = 0; j < data.dim(); j++) {
            double x = data.get(i, j);
            double e = noise.get(i, j);
            states.set(i, j, (float) ((1 - t) * e + t * x));
            wanted.set(i, j, (float) (e - x));
          }
        }
      }
    };
  }
}
