package io.ebm.api.noise;

/**
 * The factory of a noise schedule that is its own config: a record that implements {@link
 * NoiseSchedule}.
 *
 * @param <S> the record
 */
public abstract class NoiseScheduleOf<S extends Record & NoiseSchedule>
    implements NoiseScheduleFactory<S> {

  private final String name;
  private final String description;
  private final Class<S> type;

  /**
   * A factory.
   *
   * @param name what experiments write as {@code type}
   * @param description one sentence
   * @param type the record's class
   */
  protected NoiseScheduleOf(String name, String description, Class<S> type) {
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
  public final Class<S> configType() {
    return type;
  }

  @Override
  public final NoiseSchedule create(S config) {
    return config;
  }
}
