package io.ebm.api;

import java.util.Set;

/**
 * A factory of components that live in a run and know its context.
 *
 * @param <C> the config record
 * @param <T> what is created
 */
public interface ComponentFactory<C extends Record, T> extends Factory<C> {

  /**
   * Creates the component.
   *
   * @param config checked by its own constructor
   * @param context what the host knows; belongs to this component alone
   * @throws IllegalArgumentException if the config does not fit what the context tells (the data
   *     space, a file); reported to the user with the component's place in the experiment
   */
  T create(C config, ComponentContext context);

  /**
   * The capability interfaces of an energy that this component cannot work without; shown to users,
   * and checked before a run starts. Empty means any energy will do.
   */
  default Set<Class<?>> needs() {
    return Set.of();
  }

  /**
   * As {@link #needs()}, of a component of that config: more, less or other capabilities where its
   * settings make a difference. By default the same.
   *
   * @param config checked by its own constructor
   */
  default Set<Class<?>> needs(C config) {
    return needs();
  }

  /**
   * Whether this component can work on that space, given an energy with all that it {@link #needs};
   * so that it is proposed to users where it fits alone. By default on any.
   */
  default boolean worksOn(StateSpace space) {
    return true;
  }

  /**
   * The energy that components nested in this one are given, when this one is given {@code energy},
   * which is what it {@link #needs}; for checking that they fit. By default the same.
   */
  default EnergyFunction nestedEnergy(EnergyFunction energy) {
    return energy;
  }
}
