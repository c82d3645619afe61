package io.ebm.nn;

import io.ebm.api.NamedFactory;

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
public abstract class LayerOf<L extends Record & Layer> extends NamedFactory<L>
    implements LayerFactory<L> {

  /**
   * A factory.
   *
   * @param name what experiments write as {@code type}
   * @param description one sentence
   * @param type the record's class
   */
  protected LayerOf(String name, String description, Class<L> type) {
    super(name, description, type);
  }

  @Override
  public final Layer create(L config) {
    return config;
  }
}
