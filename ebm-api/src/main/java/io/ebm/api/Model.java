package io.ebm.api;

import java.util.Optional;

/**
 * What an {@link EnergyFactory} creates: an {@link EnergyFunction}, a {@link Conditional}, or an
 * object that is both (a joint energy model: {@code p(x)} and {@code p(y | x)} from one network).
 *
 * <p><b>Capabilities.</b> What a model can do beyond that is asked for by {@link #as} and never
 * tested by type, so that a wrapper (tempered, counted, clamped, remote) hands on of what it wraps
 * what still holds: it overrides {@link #as} alone.
 */
public sealed interface Model permits EnergyFunction, Conditional {

  /**
   * This model as one of its capabilities. By default this object, if it has the type and does not
   * {@link #lack} the capability. Cheap, and the same answer at every call.
   *
   * @param capability an interface, mostly one marked {@link Capability}
   */
  default <T> Optional<T> as(Class<T> capability) {
    return capability.isInstance(this) && lack(capability).isEmpty()
        ? Optional.of(capability.cast(this))
        : Optional.empty();
  }

  /**
   * Why this very model cannot do what others of its type can, with the limit and what to use
   * instead ({@code "its smaller layer has 500 units and 2^24 states are the most that are summed;
   * estimate log Z, for instance by ais"}). Empty, the default, where there is nothing to say
   * beyond the type.
   *
   * @param capability what {@link #as} was asked for
   */
  default Optional<String> lack(Class<?> capability) {
    return Optional.empty();
  }
}
