package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.RecoveryEnergy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code recovery}: states are recovered level by level from what they are with more noise, by
 * chains of a few steps (Gao, Song, Poole, Wu and Kingma 2021, "Learning energy-based models by
 * diffusion recovery likelihood", algorithm 2, in states that are not shrunk). From level σ to the
 * lower τ, with {@code δ² = σ² - τ²} and {@code x̃} the state now, the state before is drawn from
 *
 * <pre>{@code
 * p_τ(x | x̃) ∝ exp(-E_τ(x) - |x - x̃|² / 2δ²)
 * }</pre>
 *
 * by chains from {@code x̃}. By default they are Langevin steps of the length {@code ε δ²},
 *
 * <pre>{@code
 * x ← x - ε δ² [(x - D(x; τ)) / τ² + (x - x̃) / δ²] + sqrt(2ε) δ ξ,
 * }</pre>
 *
 * the paper's with {@code b² = 2ε}; or those of another sampler, {@code corrector}, which sees
 * states in units of δ. Models that the objective {@code diffusion-recovery} has trained on a
 * ladder of levels belong to it: take the same schedule and nodes.
 *
 * <p><b>Error.</b> None of the levels' own, however few there are, if chains reach their
 * conditional law. Langevin steps make variances too great by about the part {@code ε/2 + 2 (1 -
 * ε)^steps} between levels close together, and need {@code ε σ²/τ²} below 2, best far below.
 * <b>Cost.</b> {@code steps} calls of the denoiser a node.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class RecoveryFactory extends ReverseFactory<RecoveryFactory.Config> {

  private static final double STEP = 0.1;

  /**
   * Settings of {@code recovery}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param steps transitions from level to level
   * @param stepSize ε of Langevin steps, or null for the usual
   * @param corrector another sampler for the transitions, or null
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"variance-exploding\"", doc = ReverseConfig.SCHEDULE)
          NoiseSchedule schedule,
      @Setting(value = "20", doc = ReverseConfig.NODES) int nodes,
      @Setting(value = "30", doc = "Transitions from each level to the next, at least 1.")
          int steps,
      @Setting(
              doc =
                  "Step size ε of Langevin steps, positive, as a part of the variance of the noise"
                      + " between two levels; 0.1 where neither it nor a corrector is given.")
          @Nullable Double stepSize,
      @Setting(
              doc =
                  "A sampler instead of Langevin steps, in units of the deviation of the noise"
                      + " between two levels. Only for energies that are NoiseConditioned.")
          @Nullable Component<Sampler> corrector,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
      Checks.atLeast("steps", steps, 1);
      if (stepSize != null) {
        Checks.positive("stepSize", stepSize);
      }
      if (corrector != null) {
        Checks.that(
            stepSize == null,
            "stepSize",
            "is that of Langevin steps, which a corrector stands for; give one of the two");
        Checks.that(
            SamplerFactory.keepsRows(corrector),
            "corrector",
            "must keep the rows of a tile apart, as langevin, underdamped-langevin and mala do;"
                + " each has an energy of its own, and "
                + corrector.type()
                + " does not");
      }
    }

    private double part() {
      return stepSize == null ? STEP : stepSize;
    }
  }

  /** For the service loader. */
  public RecoveryFactory() {
    super(
        "recovery",
        "From noise to data by chains that recover each level from the one before.",
        Config.class);
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
    private final Batch disturbed = another();
    private final double[] deviations;

    Chain(Config config, Start start, @Nullable Corrections corrections) {
      super(start);
      this.config = config;
      this.corrections = corrections;
      deviations = new double[start.states().size()];
    }

    @Override
    void step(int node) {
      double lower = sigmas[node + 1];
      double deviation = Math.sqrt(sigmas[node] * sigmas[node] - lower * lower);
      disturbed.copyFrom(states());
      if (corrections == null) {
        descend(lower, deviation);
        return;
      }
      Arrays.fill(deviations, deviation);
      corrections.apply(
          new RecoveryEnergy(energyAt(lower), disturbed, deviations),
          deviation,
          states(),
          config.steps(),
          stream(node + 1));
    }

    /** Langevin steps; both pulls, to what is denoised and to the disturbed, are made one. */
    private void descend(double lower, double deviation) {
      double part = config.part();
      double pull = part * deviation * deviation / (lower * lower);
      for (int k = 0; k < config.steps(); k++) {
        denoise(states(), lower, denoised);
        for (int i = 0; i < denoised.length(); i++) {
          double mean = pull * denoised.array()[i] + part * disturbed.array()[i];
          denoised.array()[i] = (float) (mean / (pull + part));
        }
        combine(1 - pull - part, pull + part, denoised, deviation * Math.sqrt(2 * part));
      }
    }
  }
}
