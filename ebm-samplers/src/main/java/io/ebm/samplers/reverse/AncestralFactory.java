package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code ancestral}: draws of the state before, given the state now and what is denoised of it (Ho,
 * Jain and Abbeel 2020, "Denoising diffusion probabilistic models", equations 6 and 7). In states
 * that are not shrunk it is the same for every schedule: from level σ to the lower τ
 *
 * <pre>{@code
 * x ← D + (τ²/σ²) (x - D) + sqrt(τ² (σ² - τ²) / σ²) ξ
 * }</pre>
 *
 * <p><b>Error.</b> O(1/nodes). <b>Cost.</b> One call of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AncestralFactory extends ReverseFactory<AncestralFactory.Config> {

  /**
   * Settings of {@code ancestral}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"variance-preserving\"", doc = ReverseConfig.SCHEDULE)
          NoiseSchedule schedule,
      @Setting(value = "1000", doc = ReverseConfig.NODES) int nodes,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
    }
  }

  /** For the service loader. */
  public AncestralFactory() {
    super(
        "ancestral",
        "From noise to data by draws of what was before, given what is denoised.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new ReverseChain(start) {
      @Override
      void step(int node) {
        double ratio = sigmas[node + 1] / sigmas[node];
        denoise(states(), sigmas[node], denoised);
        combine(
            ratio * ratio,
            1 - ratio * ratio,
            denoised,
            sigmas[node + 1] * Math.sqrt(1 - ratio * ratio));
      }
    };
  }
}
