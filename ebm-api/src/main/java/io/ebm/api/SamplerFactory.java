package io.ebm.api;

import java.util.Optional;
import java.util.Set;

/**
 * Extension point for samplers; see {@link Factory} for the form of a provider.
 *
 * @param <C> the config record
 */
public interface SamplerFactory<C extends Record> extends ComponentFactory<C, Sampler> {

  /**
   * What this sampler is a remedy for. The host names it to users whose chains have that trouble,
   * where it fits their energy. Nothing by default.
   */
  default Set<Trouble> remedyFor() {
    return Set.of();
  }

  /**
   * The setting that makes the steps of this sampler shorter, if it has one: for the advice to a
   * user whose chains ran away. None by default.
   */
  default Optional<String> stepSetting() {
    return Optional.empty();
  }

  /**
   * Why chains of that config do not leave {@code exp(-E)} invariant, as a sentence about it
   * without a full stop ({@code "it refuses no step"}). Estimates of {@code log Z} that move by it
   * are then not valid. Empty, as by default, if they do, which is what {@link MarkovChain#advance}
   * asks of a chain; a sampler whose documentation says otherwise says so here too, and one that
   * moves by another hands on the {@link #biasOf} that.
   *
   * @param config checked by its own constructor
   */
  default Optional<String> bias(C config) {
    return Optional.empty();
  }

  /**
   * Whether chains of that config show the energy row {@code i} of their states, and what they
   * would make of it, as row {@code i} of as many rows, always. Then rows may have energies of
   * their own, as where each has other values given, and still run in one tile. No by default,
   * which is right for samplers that leave out rows or evaluate several proposals for each: the
   * host makes a tile for every such row.
   *
   * @param config checked by its own constructor
   */
  default boolean keepsRows(C config) {
    return false;
  }

  /**
   * Whether every transition of chains of that config is a draw of its own, whatever the states
   * were before: then one transition is enough. No by default.
   *
   * @param config checked by its own constructor
   */
  default boolean independent(C config) {
    return false;
  }

  /** Whether the transitions of a sampler that is configured and not yet made are draws. */
  static boolean independent(Component<Sampler> sampler) {
    return sampler.factory() instanceof SamplerFactory<?> factory
        && independent(factory, sampler.config());
  }

  private static <C extends Record> boolean independent(SamplerFactory<C> factory, Record config) {
    return factory.independent(factory.configType().cast(config));
  }

  /** Whether a sampler that is configured and not yet made {@link #keepsRows}. */
  static boolean keepsRows(Component<Sampler> sampler) {
    return sampler.factory() instanceof SamplerFactory<?> factory
        && rowsOf(factory, sampler.config());
  }

  private static <C extends Record> boolean rowsOf(SamplerFactory<C> factory, Record config) {
    return factory.keepsRows(factory.configType().cast(config));
  }

  /**
   * The temperature of chains of that config in the end: they draw from {@code exp(-E / T)}. 1 by
   * default; 0 of one that descends.
   *
   * @param config checked by its own constructor
   */
  default double temperature(C config) {
    return 1;
  }

  /** The {@link #temperature} of a sampler that is configured and not yet made. */
  static double temperatureOf(Component<Sampler> sampler) {
    return sampler.factory() instanceof SamplerFactory<?> factory
        ? temperatureOf(factory, sampler.config())
        : 1;
  }

  private static <C extends Record> double temperatureOf(SamplerFactory<C> factory, Record config) {
    return factory.temperature(factory.configType().cast(config));
  }

  /** The {@link #bias} of a sampler that is configured and not yet made. */
  static Optional<String> biasOf(Component<Sampler> sampler) {
    return sampler.factory() instanceof SamplerFactory<?> factory
        ? of(factory, sampler.config())
        : Optional.empty();
  }

  private static <C extends Record> Optional<String> of(SamplerFactory<C> factory, Record config) {
    return factory.bias(factory.configType().cast(config));
  }

  /** The bias of chains at a temperature, or its inverse: none where it is 1 all the time. */
  static Optional<String> biasOfTemperature(Schedule temperature) {
    return temperature.lowest() == 1 && temperature.highest() == 1
        ? Optional.empty()
        : Optional.of("its temperature is not 1");
  }
}
