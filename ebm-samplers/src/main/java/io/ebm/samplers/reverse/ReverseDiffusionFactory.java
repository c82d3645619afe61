package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code reverse-diffusion}: the discrete steps by which noise is added, each reversed (Song et al.
 * 2021, appendix E). A step of noising is {@code x_t = r x_τ + G ξ} in the schedule's scaled
 * states, {@code r = s_t / s_τ}, {@code G² = s_t² (σ_t² - σ_τ²)}; the one back
 *
 * <pre>{@code
 * x_τ = (2 - r) x_t + G² ∇log p_t(x_t) + G ξ
 * }</pre>
 *
 * <p><b>Error.</b> O(1/nodes). <b>Cost.</b> One call of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ReverseDiffusionFactory extends ReverseFactory<ReverseDiffusionFactory.Config> {

  /**
   * Settings of {@code reverse-diffusion}.
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
  public ReverseDiffusionFactory() {
    super(
        "reverse-diffusion",
        "From noise to data by the steps of noising, reversed one by one.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new ReverseChain(start) {
      @Override
      void step(int node) {
        reverse(node);
      }
    };
  }
}
