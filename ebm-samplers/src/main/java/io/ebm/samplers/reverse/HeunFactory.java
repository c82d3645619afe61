package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code heun}: Heun's method of second order along the flow of probability, with noise added
 * before each step if wanted (Karras et al. 2022, "Elucidating the design space of diffusion-based
 * generative models", algorithm 2): with {@code d = (x - D(x; σ)) / σ}
 *
 * <pre>{@code
 * σ̂ = σ + γσ,  x ← x + sqrt(σ̂² - σ²) ξ,   x' = x + (τ - σ̂) d,   x ← x + (τ - σ̂) (d + d') / 2
 * }</pre>
 *
 * where {@code γ = min(churn / nodes, √2 - 1)} at levels between {@code churnFrom} and {@code
 * churnTo}.
 *
 * <p><b>Error.</b> O(1/nodes²) without churn. <b>Cost.</b> Two calls of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class HeunFactory extends ReverseFactory<HeunFactory.Config> {

  /**
   * Settings of {@code heun}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param churn how much noise is added on the way
   * @param churnFrom the least level at which it is
   * @param churnTo the greatest
   * @param churnNoise by what that noise is multiplied
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"edm\"", doc = ReverseConfig.SCHEDULE) NoiseSchedule schedule,
      @Setting(value = "18", doc = ReverseConfig.NODES) int nodes,
      @Setting(
              value = "0",
              doc = "How much noise is added on the way, in steps' worth of it; 0 for none.")
          double churn,
      @Setting(value = "0.05", doc = "The least noise level at which noise is added.")
          double churnFrom,
      @Setting(value = "50", doc = "The greatest noise level at which noise is added.")
          double churnTo,
      @Setting(value = "1", doc = "By what the noise added is multiplied; about 1.")
          double churnNoise,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
      Checks.notNegative("churn", churn);
      Checks.notNegative("churnFrom", churnFrom);
      Checks.that(
          churnTo >= churnFrom, "churnTo", "must not be below churnFrom, but is " + churnTo);
      Checks.positive("churnNoise", churnNoise);
    }
  }

  /** For the service loader. */
  public HeunFactory() {
    super(
        "heun", "From noise to data by Heun's steps along the flow of probability.", Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new Chain(config, start);
  }

  private static final class Chain extends ReverseChain {
    private final Config config;
    private final Batch first = another();
    private final Batch second = another();

    Chain(Config config, Start start) {
      super(start);
      this.config = config;
    }

    @Override
    void step(int node) {
      double sigma = sigmas[node];
      double next = sigmas[node + 1];
      if (config.churn() > 0 && sigma >= config.churnFrom() && sigma <= config.churnTo()) {
        double gamma = Math.min(config.churn() / config.nodes(), Math.sqrt(2) - 1);
        double more = sigma * (1 + gamma);
        combine(1, 0, denoised, config.churnNoise() * Math.sqrt(more * more - sigma * sigma));
        sigma = more;
      }
      float[] x = states().array();
      float[] a = first.array();
      float[] b = second.array();
      int from = offset();
      denoise(states(), sigma, first);
      for (int i = 0; i < first.length(); i++) {
        a[i] = (float) ((x[from + i] - a[i]) / sigma);
        denoised.array()[i] = (float) (x[from + i] + (next - sigma) * a[i]);
      }
      denoise(denoised, next, second);
      for (int i = 0; i < first.length(); i++) {
        double slope = (denoised.array()[i] - b[i]) / next;
        x[from + i] = (float) (x[from + i] + (next - sigma) * 0.5 * (a[i] + slope));
      }
    }
  }
}
