package io.ebm.api;

/**
 * What every extension point has: a name and a config record. Found by {@link
 * java.util.ServiceLoader}, so an implementation has a public constructor without arguments; it is
 * cheap to make, and heavy work (native libraries, files) waits for {@code create}.
 *
 * <p><b>The config</b> is a record. Its components are the keys of the component's JSON object:
 * {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, an enum (written in
 * lower case with dashes), a {@code List} of these, another such record, a {@link Schedule}, or a
 * {@link Component} of another extension point. Each component carries {@link Setting}, which
 * documents it and gives its default. The compact constructor checks values, best with {@link
 * Checks}.
 *
 * @param <C> the config record
 */
public interface Factory<C extends Record> {

  /**
   * The name that experiments write as {@code type}: {@code [a-z][a-z0-9-]*}, unique among the
   * factories of its kind.
   */
  String name();

  /** One sentence for {@code ebm plugins} and {@code ebm describe}. */
  String description();

  /** The config record's class. */
  Class<C> configType();
}
