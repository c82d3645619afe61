package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.api.noise.NoiseSchedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code diffusion-recovery}: recovery likelihood (Bengio, Yao, Alain and Vincent 2013; Gao, Song,
 * Poole, Wu and Kingma 2021). A row is disturbed, {@code x̃ = x + σξ}, and the model is to recover
 * it: of
 *
 * <pre>{@code p(x | x̃) ∝ exp(-E(x) - |x - x̃|² / 2σ²)}</pre>
 *
 * chains of {@code steps} transitions from {@code x̃} give samples {@code x⁻}, and the gradient is
 * {@code Σ_i ∇θ E(x_i) - ∇θ E(x⁻_i)}. The conditional has fewer modes than the model, so that short
 * chains reach all of it where σ is small; {@code E} is an energy of the data themselves, not of
 * disturbed ones. How the masses of modes farther apart than σ compare is not learned.
 *
 * <p><b>A ladder of levels</b> (Gao et al., algorithm 1, in states that are not shrunk), for an
 * energy that is {@link NoiseConditioned}: the levels {@code σ_0 < … < σ_T} are the {@code nodes}
 * of a {@code schedule}. A row draws {@code t} below {@code T} evenly, {@code x_t = x + σ_t ξ} and
 * {@code x̃ = x_t + δ_t ξ'} with {@code δ_t² = σ_(t+1)² - σ_t²}; the model of {@code x_t} is
 *
 * <pre>{@code p(x_t | x̃) ∝ exp(-E(x_t; σ_t) - |x_t - x̃|² / 2δ_t²),}</pre>
 *
 * and chains move in units of {@code δ_t}, so that the sampler's step size is a part of {@code
 * δ_t²}: the paper's {@code b²/2}. The sampler {@code recovery} goes down the ladder again. What it
 * draws has the masses of modes far apart right, which wide levels have learned, as far as {@code
 * σ_T} is wide against the data; {@code E(x; σ_0)} alone need not know them.
 *
 * <p><b>Cost.</b> The sampler's for {@code steps} transitions, and two gradients by the parameters.
 *
 * <p><b>Value.</b> {@code Σ_i E(x_i) - E(x⁻_i)}: a stand-in.
 *
 * <p><b>Metrics.</b> As those of {@link PcdFactory pcd}.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for discrete states, on a ladder for all but
 * unbounded real ones; {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DiffusionRecoveryFactory
    implements ObjectiveFactory<DiffusionRecoveryFactory.Config> {

  private static final double SIGMA = 0.5;

  /**
   * Settings of {@code diffusion-recovery}: one level, or {@code schedule} and {@code nodes}.
   *
   * @param sampler moves the chains; uses no more of an energy than its gradient
   * @param steps transitions from the disturbed row, at least 1
   * @param sigma the standard deviation of the noise, positive; null for the usual or for a ladder
   * @param schedule the levels of a ladder, or null for one level
   * @param nodes how many levels the ladder has, at least 2; null for one level
   */
  public record Config(
      @Setting(
              doc =
                  "The sampler that moves the chains: one that needs gradients or less and keeps"
                      + " rows apart, as langevin, underdamped-langevin and mala do. With a schedule"
                      + " its steps are in units of the noise between two levels.")
          Component<Sampler> sampler,
      @Setting(value = "20", doc = "Transitions from the disturbed row, at least 1.") int steps,
      @Setting(
              doc =
                  "The one noise level σ, positive, in units of the data; 0.5 where neither it nor a"
                      + " schedule is given.")
          @Nullable Double sigma,
      @Setting(
              doc =
                  "The noise levels of a ladder, instead of sigma. Only for energies that are"
                      + " NoiseConditioned.")
          @Nullable NoiseSchedule schedule,
      @Setting(doc = "How many levels of the schedule the ladder has, at least 2.")
          @Nullable Integer nodes) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("steps", steps, 1);
      if (sigma != null) {
        Checks.positive("sigma", sigma);
        Checks.that(
            schedule == null, "sigma", "is the one level; give it or a schedule of several");
      }
      Checks.that(
          (schedule == null) == (nodes == null),
          "nodes",
          "is the number of levels of a schedule; give both or none");
      if (nodes != null) {
        Checks.between("nodes", nodes, 2, 1_000_000);
      }
      Checks.that(
          SamplerFactory.keepsRows(sampler),
          "sampler",
          "must keep rows apart, as langevin, underdamped-langevin and mala do: each has an energy"
              + " of its own, and "
              + sampler.type()
              + " does not");
    }
  }

  @Override
  public String name() {
    return "diffusion-recovery";
  }

  @Override
  public String description() {
    return "Recovery likelihood: chains from a disturbed row back, under the row's own conditional.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return config == null || config.schedule() == null
        ? context
            .lacks(Learnable.class, Differentiable.class)
            .or(() -> DiffusionRecovery.misfit(context.energy().space()))
        : LadderRecovery.misfit(context);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    Sampler sampler = context.create("sampler", config.sampler());
    if (config.schedule() == null || config.nodes() == null) {
      return new DiffusionRecovery(
          config.sigma() == null ? SIGMA : config.sigma(), config.steps(), sampler);
    }
    return new LadderRecovery(config.schedule(), config.nodes(), config.steps(), sampler);
  }
}
