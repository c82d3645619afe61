package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code euler-maruyama}: steps of Euler and Maruyama for the stochastic equation that runs back in
 * time, in the schedule's scaled states (Song et al. 2021, "Score-based generative modeling through
 * stochastic differential equations", equation 6): with {@code f = s'/s} and {@code g² = 2 s² σ σ'}
 *
 * <pre>{@code
 * x_t-Δ = x_t - (f x_t - g² ∇log p_t(x_t)) Δ + g sqrt(Δ) ξ
 * }</pre>
 *
 * <p><b>Error.</b> O(1/nodes). <b>Cost.</b> One call of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EulerMaruyamaFactory extends ReverseFactory<EulerMaruyamaFactory.Config> {

  /**
   * Settings of {@code euler-maruyama}.
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
  public EulerMaruyamaFactory() {
    super(
        "euler-maruyama",
        "From noise to data by Euler's steps of the reverse stochastic equation.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new ReverseChain(start) {
      @Override
      void step(int node) {
        double t = times[node];
        double by = t - times[node + 1];
        double sigma = sigmas[node];
        double scale = schedule.scale(t);
        double next = schedule.scale(times[node + 1]);
        double drift = schedule.scaleSlope(t) / scale;
        double spread = 2 * scale * scale * sigma * schedule.sigmaSlope(t); // g²
        double pull = by * spread / (scale * sigma * sigma); // of D - x
        denoise(states(), sigma, denoised);
        combine(
            (scale * (1 - by * drift) - pull) / next,
            pull / next,
            denoised,
            Math.sqrt(by * spread) / next);
      }
    };
  }
}
