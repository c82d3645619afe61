package io.ebm.nn;

/**
 * The factory of a layer that is its own config: a record that implements {@link Layer}.
 *
 * <pre>{@code
 * @AutoService(LayerFactory.class)
 * public final class ScaleFactory extends LayerOf<Scale> {
 *   public ScaleFactory() {
 *     super("scale", "Multiplies by a number.", Scale.class);
 *   }
 * }
 * }</pre>
 *
 * @param <L> the record
 */
public abstract class LayerOf<L extends Record & Layer> implements LayerFactory<L> {

  private final String name;
  private final String description;
  private final Class<L> type;

  /**
   * A factory.
   *
   * @param name what experiments write as {@code type}
   * @param description one sentence
   * @param type the record's class
   */
  protected LayerOf(String name, String description, Class<L> type) {
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
  public final Class<L> configType() {
    return type;
  }

  @Override
  public final Layer create(L config) {
    return config;
  }
}
