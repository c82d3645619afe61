package io.ebm.samplers.slice;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;

/**
 * {@code slice}: slice sampling of one coordinate after the other, with stepping out and shrinkage
 * (Neal 2003, "Slice sampling", figures 3 and 5). A transition updates every coordinate once. The
 * chain leaves {@code exp(-E)} invariant, refuses nothing, and needs no gradient; of the width it
 * only asks the right order of magnitude. A transition costs several energies per coordinate.
 *
 * <p>In a {@link io.ebm.api.StateSpace.Box} the slice ends at the bounds. Discrete units get a
 * level that is uniform over those inside the slice, found by trying levels in a random order;
 * width and widths have no meaning there.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support. Points of energy {@code +∞} lie outside
 * every slice.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SliceFactory implements SamplerFactory<SliceFactory.Config> {

  /**
   * Settings of {@code slice}.
   *
   * @param width w, positive
   * @param maxWidths m, at least 1
   */
  public record Config(
      @Setting(value = "1", doc = "Width of an interval, positive; about that of the target.")
          Schedule width,
      @Setting(value = "10", doc = "Widths that an interval may grow to, at least 1.")
          int maxWidths) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("width", width);
      Checks.atLeast("maxWidths", maxWidths, 1);
    }
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public String description() {
    return "Slice sampling coordinate by coordinate, for any states, without a gradient.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        energy.space().levels() > 0
            ? new DiscreteSliceChain(energy, states, random)
            : new SliceChain(config, context.progress(), energy, states, random);
  }
}
