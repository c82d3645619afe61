package io.ebm.api;

import java.util.Optional;

/**
 * Extension point for energies and conditional models; see {@link Factory} for the form of a
 * provider.
 *
 * @param <C> the config record
 */
public interface EnergyFactory<C extends Record> extends ComponentFactory<C, Model> {

  /**
   * The setting that gives energies of this factory a capability which they lack without it, for
   * the message to a user who needs it. By default none.
   */
  default Optional<String> settingFor(Class<?> capability) {
    return Optional.empty();
  }
}
