package io.ebm.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A component that is configured and not yet made: a factory and its config. A config record has it
 * where a component is nested in another (a PCD objective holds a {@code Component<Sampler>}); the
 * owner makes it with {@link ComponentContext#create}.
 *
 * @param <T> what will be created
 */
public final class Component<T> {

  private interface Maker<T> {
    T make(ComponentContext context);
  }

  private interface Fitting {
    Optional<String> misfit(FitContext context);
  }

  private final ComponentFactory<?, T> factory;
  private final Record config;
  private final Fitting fitting;
  private final Supplier<List<String>> notes;
  private final Maker<T> maker;

  private Component(
      ComponentFactory<?, T> factory,
      Record config,
      Fitting fitting,
      Supplier<List<String>> notes,
      Maker<T> maker) {
    this.factory = factory;
    this.config = config;
    this.fitting = fitting;
    this.notes = notes;
    this.maker = maker;
  }

  /** A component of that factory and config. */
  public static <C extends Record, T> Component<T> of(ComponentFactory<C, T> factory, C config) {
    return new Component<>(
        factory,
        config,
        context -> factory.misfit(config, context),
        () -> factory.notes(config),
        context -> factory.create(config, context));
  }

  /** The factory. */
  public ComponentFactory<?, T> factory() {
    return factory;
  }

  /** The factory's registry name. */
  public String type() {
    return factory.name();
  }

  /** The config record. */
  public Record config() {
    return config;
  }

  /** Why it cannot be used on that, itself; see {@link ComponentFactory#misfit}. */
  public Optional<String> misfit(FitContext context) {
    return fitting.misfit(context);
  }

  /** What a user should know of it; see {@link ComponentFactory#notes}. */
  public List<String> notes() {
    return notes.get();
  }

  /** Makes the component; for hosts. A plugin calls {@link ComponentContext#create}. */
  public T make(ComponentContext context) {
    return maker.make(context);
  }

  @Override
  public String toString() {
    return type() + " " + config;
  }
}
