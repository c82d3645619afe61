package io.ebm.samplers.langevin;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.samplers.Bounds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code annealed-langevin}: Langevin steps on the target blurred by less and less noise (Song and
 * Ermon 2019, "Generative modeling by estimating gradients of the data distribution", algorithm 1).
 * At level {@code σ_i} of the list a chain makes {@code stepsPerLevel} steps
 *
 * <pre>{@code x ← x - ε_i ∇E_{σ_i}(x) + sqrt(2 ε_i) ξ,   ε_i = ε σ_i² / σ_L²}</pre>
 *
 * with {@code σ_L} the last level, at which it stays when all are done; {@code E_σ} is the energy
 * of {@link NoiseConditioned#atNoise}. Chains that start far from the target find its parts in
 * about their proportions, where plain Langevin chains are caught by the nearest.
 *
 * <p><b>Bias.</b> The chain is not of one law: draws are those of the last level's, and only after
 * all levels. There the bias is that of {@link io.ebm.samplers.LangevinFactory langevin} with step
 * ε.
 *
 * <p><b>Boundary.</b> In a {@link io.ebm.api.StateSpace.Box} steps are reflected. Discrete spaces
 * are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy or
 * a state is not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AnnealedLangevinFactory
    implements SamplerFactory<AnnealedLangevinFactory.Config> {

  /**
   * Settings of {@code annealed-langevin}.
   *
   * @param noiseLevels σ, positive, from the greatest to the least
   * @param stepsPerLevel at least 1
   * @param stepSize ε, positive
   */
  public record Config(
      @Setting(
              value = "[10, 6, 3.6, 2.15, 1.3, 0.77, 0.46, 0.28, 0.17, 0.1]",
              doc = "Standard deviations σ of the noise, positive, each below the one before.")
          List<Double> noiseLevels,
      @Setting(value = "100", doc = "Steps at each level, at least 1.") int stepsPerLevel,
      @Setting(
              value = "0.001",
              doc = "Step size ε at the last level, positive; it grows with σ² at the others.")
          double stepSize) {

    /** Checks the ranges. */
    public Config {
      noiseLevels = List.copyOf(noiseLevels);
      Checks.that(!noiseLevels.isEmpty(), "noiseLevels", "must have at least one level");
      for (int i = 0; i < noiseLevels.size(); i++) {
        Checks.positive("noiseLevels", noiseLevels.get(i));
        Checks.that(
            i == 0 || noiseLevels.get(i) < noiseLevels.get(i - 1),
            "noiseLevels",
            "must fall, but " + noiseLevels.get(i) + " stands after a level not above it");
      }
      Checks.atLeast("stepsPerLevel", stepsPerLevel, 1);
      Checks.positive("stepSize", stepSize);
    }
  }

  @Override
  public String name() {
    return "annealed-langevin";
  }

  @Override
  public String description() {
    return "Langevin steps on the target blurred by less and less noise.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(NoiseConditioned.class).or(() -> Bounds.misfit(context.energy().space()));
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("it refuses no step, and its noise changes on the way");
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new AnnealedLangevinChain(config, energy, states, random);
  }
}
