package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Replicable;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code fast-pcd}: persistent contrastive divergence with fast weights (Tieleman and Hinton 2009).
 * The chains move under {@code θ + φ}. The fast weights φ follow the gradient at a rate of their
 * own, which is large, and decay soon:
 *
 * <pre>{@code φ ← decay · φ - fastRate · (1/n) Σ_i [∇θ E(x⁺_i) - ∇θ E(x⁻_i)]}</pre>
 *
 * So energies rise for a while where chains stand, which drives them on to other modes, however
 * slowly θ itself learns. The gradient is that of {@link PcdFactory pcd}, at θ, with the chains of
 * {@code θ + φ} for samples of the model.
 *
 * <p><b>Shards.</b> Each shard has fast weights of its own, learned from its rows and chains.
 *
 * <p><b>Restarts, value, metrics, errors</b> are those of {@link PcdFactory pcd}; besides, {@code
 * fast-norm} is the Euclidean norm of φ. {@link io.ebm.api.UnsupportedEnergyException} for an
 * energy that is not {@link Replicable}.
 *
 * <p><b>Cost.</b> The sampler's for {@code steps} transitions, and two gradients by the parameters.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class FastPcdFactory implements ObjectiveFactory<FastPcdFactory.Config> {

  /**
   * Settings of {@code fast-pcd}.
   *
   * @param sampler moves the chains
   * @param steps transitions per training step, at least 1
   * @param fastRate the rate of the fast weights, not negative; 0 is {@code pcd}
   * @param fastDecay what is left of the fast weights after a step, at least 0 and below 1
   * @param restart probability per chain and training step, from 0 to 1
   * @param start where chains start and restart
   * @param noiseScale standard deviation of a noise start in ℝ^n, positive
   */
  public record Config(
      @Setting(doc = "The sampler that moves the chains.") Component<Sampler> sampler,
      @Setting(value = "1", doc = "Transitions per training step, at least 1.") int steps,
      @Setting(value = "0.05", doc = "Rate of the fast weights, not negative; 0 is pcd.")
          double fastRate,
      @Setting(
              value = "0.95",
              doc = "What is left of the fast weights after a step, at least 0 and below 1.")
          double fastDecay,
      @Setting(value = "0", doc = "Probability that a chain restarts, per training step.")
          double restart,
      @Setting(value = "\"noise\"", doc = "Where chains start and restart: noise or data.")
          PcdFactory.Start start,
      @Setting(
              value = "2",
              doc = "Standard deviation of noise starts where states are unbounded, positive.")
          double noiseScale) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("steps", steps, 1);
      Checks.notNegative("fastRate", fastRate);
      Checks.that(
          fastDecay >= 0 && fastDecay < 1,
          "fastDecay",
          "must be at least 0 and below 1, but is " + fastDecay);
      Checks.between("restart", restart, 0, 1);
      Checks.positive("noiseScale", noiseScale);
    }
  }

  @Override
  public String name() {
    return "fast-pcd";
  }

  @Override
  public String description() {
    return "Persistent contrastive divergence with fast weights that drive the chains on.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Replicable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new FastPersistentContrastiveDivergence(
        config, context.create("sampler", config.sampler()));
  }
}
