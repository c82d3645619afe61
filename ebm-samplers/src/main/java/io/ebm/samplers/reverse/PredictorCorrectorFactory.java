package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code predictor-corrector}: after every step of {@code reverse-diffusion}, transitions that
 * leave the law at the new level as it is (Song et al. 2021, algorithms 2 and 3). By default they
 * are Langevin steps whose length follows from a ratio of signal to noise, {@code ε = 2 (r σ)²},
 * with the mean square of the score taken as {@code dim / σ²}, so that rows do not depend on each
 * other.
 *
 * <p>Or they are those of another sampler, {@code corrector}, which sees the energy at the level
 * with states in units of σ: its step sizes are relative to the noise. One that refuses steps
 * (mala, hmc) makes the law right at every level where energies are compositions, of which the sum
 * of the scores is not the score of the sum blurred (Du et al. 2023, "Reduce, reuse, recycle:
 * compositional generation with energy-based diffusion models and MCMC").
 *
 * <p><b>Error.</b> O(1/nodes) without corrections; falls with their number too. <b>Cost.</b> {@code
 * 1 + corrections} calls of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PredictorCorrectorFactory
    extends ReverseFactory<PredictorCorrectorFactory.Config> {

  /**
   * Settings of {@code predictor-corrector}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param corrections transitions at each level
   * @param signalToNoise the ratio {@code r} of Langevin corrections
   * @param corrector another sampler for the corrections, or null
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"variance-exploding\"", doc = ReverseConfig.SCHEDULE)
          NoiseSchedule schedule,
      @Setting(value = "500", doc = ReverseConfig.NODES) int nodes,
      @Setting(value = "1", doc = "Transitions at each level, at least 0.") int corrections,
      @Setting(
              value = "0.16",
              doc = "Ratio r of signal to noise of Langevin corrections, positive.")
          double signalToNoise,
      @Setting(
              doc =
                  "A sampler for the corrections, in units of the noise level; Langevin steps where"
                      + " left out. Only for energies that are NoiseConditioned.")
          @Nullable Component<Sampler> corrector,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
      Checks.atLeast("corrections", corrections, 0);
      Checks.positive("signalToNoise", signalToNoise);
    }
  }

  /** For the service loader. */
  public PredictorCorrectorFactory() {
    super(
        "predictor-corrector",
        "From noise to data by steps, each corrected at its own level.",
        Config.class);
  }

  @Override
  public boolean keepsRows(Config config) {
    return config.corrector() == null || SamplerFactory.keepsRows(config.corrector());
  }

  @Override
  Optional<String> more(@Nullable Config config, FitContext context) {
    return Corrections.misfit(config == null ? null : config.corrector(), context);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new Chain(config, start, Corrections.of(config.corrector(), context, start.states()));
  }

  private static final class Chain extends ReverseChain {
    private final Config config;
    private final @Nullable Corrections corrections;

    Chain(Config config, Start start, @Nullable Corrections corrections) {
      super(start);
      this.config = config;
      this.corrections = corrections;
    }

    @Override
    void step(int node) {
      reverse(node);
      double sigma = sigmas[node + 1];
      if (corrections == null) {
        double part = 2 * config.signalToNoise() * config.signalToNoise(); // ε / σ²
        for (int k = 0; k < config.corrections(); k++) {
          denoise(states(), sigma, denoised);
          combine(1 - part, part, denoised, sigma * Math.sqrt(2 * part));
        }
      } else if (config.corrections() > 0) {
        corrections.apply(energyAt(sigma), sigma, states(), config.corrections(), stream(node + 1));
      }
    }
  }
}
