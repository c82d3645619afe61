package io.ebm.api;

/**
 * A factory that is told its name, its description and the class of its config, for kinds of which
 * many are much alike.
 *
 * @param <C> the config record
 */
public abstract class NamedFactory<C extends Record> implements Factory<C> {

  private final String name;
  private final String description;
  private final Class<C> type;

  /**
   * A factory.
   *
   * @param name what experiments write as {@code type}
   * @param description one sentence
   * @param type the config's class
   */
  protected NamedFactory(String name, String description, Class<C> type) {
    this.name = name;
    this.description = description;
    this.type = type;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Class<C> configType() {
    return type;
  }
}
