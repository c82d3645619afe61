package io.ebm.samplers.reverse;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.noise.InUnits;
import io.ebm.api.noise.NoiseConditioned;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transitions of another sampler at a level, which sees states in units of the noise there. */
final class Corrections {

  private final Sampler by;
  private final Batch inUnits;
  private final double[] units;

  private Corrections(Sampler by, Batch like) {
    this.by = by;
    inUnits = Batch.allocate(like.size(), like.dim());
    units = new double[like.size()];
  }

  /**
   * Corrections by the sampler {@code corrector} of a config, or null if it has none.
   *
   * @param like as many states as will be moved
   */
  static @Nullable Corrections of(
      @Nullable Component<Sampler> corrector, ComponentContext context, Batch like) {
    return corrector == null ? null : new Corrections(context.create("corrector", corrector), like);
  }

  /** Why a corrector cannot see the energy at a level, if there is one and it cannot. */
  static Optional<String> misfit(@Nullable Component<Sampler> corrector, FitContext context) {
    return corrector == null
        ? Optional.empty()
        : context.lacks(NoiseConditioned.class).map(why -> "with a corrector " + why);
  }

  /**
   * Moves states.
   *
   * @param energy that of the states as they are
   * @param unit the unit in which the sampler sees them
   * @param transitions how many
   */
  void apply(
      EnergyFunction energy, double unit, Batch states, int transitions, RandomStream random) {
    Arrays.fill(units, unit);
    InUnits.enter(states, units, inUnits);
    by.start(new InUnits(energy, units), inUnits, random).advance(transitions);
    InUnits.leave(inUnits, units, states);
  }
}
