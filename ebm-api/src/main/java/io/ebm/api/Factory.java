package io.ebm.api;

/**
 * An extension that makes components of an experiment: a name and a config record. Cheap to make;
 * heavy work (native libraries, files) waits for {@code create}.
 *
 * <p><b>The config</b> is a record. Its components are the keys of the component's JSON object:
 * {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, an enum (written in
 * lower case with dashes), a {@code List} of these, another such record, what a {@link
 * ValueFactory} makes (a {@link Schedule}, a layer of a network), or a {@link Component} of another
 * extension point. Each component carries {@link Setting}, which documents it and gives its
 * default. The compact constructor checks values, best with {@link Checks}.
 *
 * @param <C> the config record
 */
public interface Factory<C extends Record> extends Extension {

  /** The name, which experiments write as {@code type}. */
  @Override
  String name();

  /** The config record's class. */
  Class<C> configType();
}
