package io.ebm.api.noise;

import io.ebm.api.NamedFactory;

/**
 * The factory of a noise schedule that is its own config: a record that implements {@link
 * NoiseSchedule}.
 *
 * @param <S> the record
 */
public abstract class NoiseScheduleOf<S extends Record & NoiseSchedule> extends NamedFactory<S>
    implements NoiseScheduleFactory<S> {

  /**
   * A factory.
   *
   * @param name what experiments write as {@code type}
   * @param description one sentence
   * @param type the record's class
   */
  protected NoiseScheduleOf(String name, String description, Class<S> type) {
    super(name, description, type);
  }

  @Override
  public final NoiseSchedule create(S config) {
    return config;
  }
}
