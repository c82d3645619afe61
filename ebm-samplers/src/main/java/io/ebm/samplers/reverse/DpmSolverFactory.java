package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;

/**
 * {@code dpm-solver}: DPM-Solver++ of second order with two steps (Lu et al. 2022, "DPM-Solver++:
 * fast solver for guided sampling of diffusion probabilistic models", algorithm 2), in states that
 * are not shrunk: with {@code λ = -log σ}, {@code h = λ_τ - λ_σ} and {@code r} the step before over
 * this one
 *
 * <pre>{@code
 * D̂ = (1 + 1/2r) D - (1/2r) D_before,   x ← (τ/σ) x + (1 - e^-h) D̂
 * }</pre>
 *
 * <p><b>Error.</b> O(1/nodes²). <b>Cost.</b> One call of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DpmSolverFactory extends ReverseFactory<DpmSolverFactory.Config> {

  /**
   * Settings of {@code dpm-solver}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"edm\"", doc = ReverseConfig.SCHEDULE) NoiseSchedule schedule,
      @Setting(value = "20", doc = ReverseConfig.NODES) int nodes,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
    }
  }

  /** For the service loader. */
  public DpmSolverFactory() {
    super(
        "dpm-solver",
        "From noise to data by few steps that remember the one before.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new Chain(start);
  }

  private static final class Chain extends ReverseChain {
    private final Batch before = another();
    private final Batch mixed = another();

    Chain(Start start) {
      super(start);
    }

    @Override
    void step(int node) {
      double ratio = sigmas[node + 1] / sigmas[node];
      denoise(states(), sigmas[node], denoised);
      mixed.copyFrom(denoised);
      if (node > 0) {
        double last = Math.log(sigmas[node - 1] / sigmas[node]);
        double half = -Math.log(ratio) / (2 * last); // 1 / 2r
        for (int i = 0; i < mixed.length(); i++) {
          double d = denoised.array()[i];
          mixed.array()[i] = (float) (d + half * (d - before.array()[i]));
        }
      }
      combine(ratio, 1 - ratio, mixed, 0);
      before.copyFrom(denoised);
    }
  }
}
