package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.SiteDifferences;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code discrete-langevin}: the discrete Metropolis-adjusted Langevin algorithm, DMALA (Zhang, Liu
 * and Liu 2022, "A Langevin-like sampler for discrete distributions", eq. 4 and 5). All sites are
 * proposed at once, each from
 *
 * <pre>{@code q_j(a | x) ∝ exp(-d_ja(x) / 2T - |a - x_j|² / 2α)}</pre>
 *
 * where {@code d_ja} is what setting site {@code j} to level {@code a} does to the energy, exactly
 * or to first order, and {@code |a - x_j|²} is 4 for two spins, 1 for zero and one, and 2 for two
 * labels (as vectors with a single one). The whole is accepted by Metropolis and Hastings' rule.
 * The chain leaves {@code exp(-E / T)} invariant.
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): with a {@code targetAcceptance}, the step
 * size α meets it by dual averaging. It is common to the chains of a tile and learnt from all.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class DiscreteLangevinFactory
    implements SamplerFactory<DiscreteLangevinFactory.Config> {

  /**
   * Settings of {@code discrete-langevin}.
   *
   * @param stepSize α, positive
   * @param temperature T, positive
   * @param targetAcceptance between 0 and 1; none by default
   */
  public record Config(
      @Setting(value = "0.2", doc = "Step size α, positive; the greater, the more sites change.")
          Schedule stepSize,
      @Setting(value = "1", doc = "Temperature T, positive.") Schedule temperature,
      @Setting(
              doc =
                  "Acceptance that a warm-up adapts the step size to, between 0 and 1; where"
                      + " absent, the step size stays as it is.")
          @Nullable Double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.positive("temperature", temperature);
      if (targetAcceptance != null) {
        Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
      }
    }
  }

  @Override
  public String name() {
    return "discrete-langevin";
  }

  @Override
  public String description() {
    return "All sites at once, each towards lower energy, accepted or refused together.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(SiteDifferences.class);
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.temperature());
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new DiscreteLangevinChain(config, context.progress(), energy, states, random);
  }
}
