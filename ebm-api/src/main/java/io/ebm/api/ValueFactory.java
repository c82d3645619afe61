package io.ebm.api;

/**
 * A factory of values that depend on their config alone. A config record holds such a value itself,
 * not a {@link Component} of it.
 *
 * @param <C> the config record
 * @param <T> what is created
 */
public interface ValueFactory<C extends Record, T> extends Factory<C> {

  /**
   * Creates the value.
   *
   * @param config checked by its own constructor
   * @throws IllegalArgumentException if the config makes no value; reported with its place
   */
  T create(C config);
}
