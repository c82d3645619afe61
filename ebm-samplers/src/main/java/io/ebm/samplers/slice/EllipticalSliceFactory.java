package io.ebm.samplers.slice;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code elliptical-slice}: slice sampling on ellipses of a Gaussian (Murray, Adams and MacKay
 * 2010). The energy is taken apart as {@code E(x) = |x - m|² / (2 s²) + φ(x)}, a Gaussian prior and
 * the rest, and a point of the ellipse through the state and a draw of the prior is drawn so that
 * {@code exp(-E)} stays invariant. That holds for every energy and every m and s; chains move far
 * where φ is weak: the prior of the model, not a fit to the target, is what to set. Nothing is
 * refused, and no step size is needed.
 *
 * <p>Real states only: points outside a {@link io.ebm.api.StateSpace.Box} lie outside the slice;
 * discrete spaces are refused.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class EllipticalSliceFactory implements SamplerFactory<EllipticalSliceFactory.Config> {

  /**
   * Settings of {@code elliptical-slice}.
   *
   * @param mean m, of every coordinate; finite
   * @param deviation s, of every coordinate; positive
   */
  public record Config(
      @Setting(value = "0", doc = "Mean of the Gaussian prior in the energy; finite.") double mean,
      @Setting(value = "1", doc = "Standard deviation of that prior; positive.") double deviation) {

    /** Checks the ranges. */
    public Config {
      Checks.that(Double.isFinite(mean), "mean", "must be finite, but is " + mean);
      Checks.positive("deviation", deviation);
    }
  }

  @Override
  public String name() {
    return "elliptical-slice";
  }

  @Override
  public String description() {
    return "Slice sampling on the ellipses of a Gaussian prior, without step size or gradient.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Bounds.misfit(context.energy().space());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) -> new EllipticalSliceChain(config, energy, states, random);
  }
}
