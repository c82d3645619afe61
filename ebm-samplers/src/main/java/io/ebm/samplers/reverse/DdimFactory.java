package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code ddim}: steps that keep part of the noise that is there (Song, Meng and Ermon 2021,
 * "Denoising diffusion implicit models", equation 12). From level σ to the lower τ
 *
 * <pre>{@code
 * x ← D + sqrt(τ² - v) (x - D) / σ + sqrt(v) ξ,   v = η² τ² (σ² - τ²) / σ²
 * }</pre>
 *
 * With η of 0 it draws nothing on the way and is Euler's method for the flow of probability; with 1
 * it is {@code ancestral}.
 *
 * <p><b>Error.</b> O(1/nodes). <b>Cost.</b> One call of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DdimFactory extends ReverseFactory<DdimFactory.Config> {

  /**
   * Settings of {@code ddim}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param eta how much noise comes on the way
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"variance-preserving\"", doc = ReverseConfig.SCHEDULE)
          NoiseSchedule schedule,
      @Setting(value = "50", doc = ReverseConfig.NODES) int nodes,
      @Setting(value = "0", doc = "How much noise comes on the way: η, from 0 to 1.") double eta,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
      Checks.between("eta", eta, 0, 1);
    }
  }

  /** For the service loader. */
  public DdimFactory() {
    super(
        "ddim",
        "From noise to data by few steps, with as much noise on the way as wanted.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new ReverseChain(start) {
      @Override
      void step(int node) {
        double sigma = sigmas[node];
        double next = sigmas[node + 1];
        double variance =
            config.eta() * config.eta() * next * next * (1 - next * next / (sigma * sigma));
        double keep = Math.sqrt(next * next - variance) / sigma;
        denoise(states(), sigma, denoised);
        combine(keep, 1 - keep, denoised, Math.sqrt(variance));
      }
    };
  }
}
