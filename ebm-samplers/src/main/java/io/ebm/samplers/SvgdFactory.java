package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code svgd}: Stein variational gradient descent (Liu and Wang 2016, "Stein variational gradient
 * descent: a general purpose Bayesian inference algorithm", algorithm 1): the chains of a tile, at
 * most 64, are particles that go down the energy and keep away from each other,
 *
 * <pre>{@code
 * φ(x_i) = 1/n Σ_j [ -k(x_j, x_i) ∇E(x_j) + ∇_{x_j} k(x_j, x_i) ],   k(x, y) = exp(-|x - y|² / h)
 * }</pre>
 *
 * with {@code h = m² / log n}, {@code m} the median distance, and steps divided by the root of a
 * running mean of the squares of φ. Nothing is drawn: the particles come to rest where together
 * they resemble the law, with too little spread in many dimensions (Zhuo et al. 2018). They are no
 * independent samples.
 *
 * <p><b>Cost.</b> One gradient for each particle, and the square of the tile times the dimension.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy or a state is not finite.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SvgdFactory implements SamplerFactory<SvgdFactory.Config> {

  /**
   * Settings of {@code svgd}.
   *
   * @param stepSize the length of a step
   */
  public record Config(
      @Setting(
              value = "0.05",
              doc = "The length of a step, positive: about what a coordinate moves by at first.")
          double stepSize) {

    /** Checks the range. */
    public Config {
      Checks.positive("stepSize", stepSize);
    }
  }

  @Override
  public String name() {
    return "svgd";
  }

  @Override
  public String description() {
    return "Particles that go down the energy and keep away from each other.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Differentiable.class)
        .or(
            () ->
                context.energy().space() instanceof StateSpace.Real
                    ? Optional.empty()
                    : Optional.of(
                        "needs unbounded real states, not those of " + context.energy().space()));
  }

  @Override
  public Optional<String> bias(Config config) {
    return Optional.of("its particles depend on each other and come to rest");
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new SvgdChain(config.stepSize(), energy, states);
  }
}
