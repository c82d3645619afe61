package io.ebm.testkit;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Layer}: orders and slopes against finite differences, rows alone and
 * together, threads, and that its operations read and write what they declare. Extend it and name
 * the layer:
 *
 * <pre>{@code
 * class ScaleTest extends LayerConformance {
 *   protected Layer layer() {
 *     return new Scale(2);
 *   }
 * }
 * }</pre>
 *
 * All is done at random parameters, so a start with zeros hides nothing.
 */
public abstract class LayerConformance {

  /** The layer to test. */
  protected abstract Layer layer();

  /** The shapes of its input to test it on: by default features, a sequence and an image. */
  protected List<Shape> shapes() {
    return List.of(Shape.of(6), Shape.of(3, 5), Shape.of(2, 4, 3));
  }

  /**
   * What to test it on: by default normal numbers of each of the {@link #shapes}. For layers of
   * several inputs, with conditions, or with kinks.
   */
  protected List<LayerCase> cases() {
    return shapes().stream().map(shape -> LayerCase.of(layer(), shape, seed())).toList();
  }

  /** What the layer promises about the positions of its first input: by default nothing. */
  protected PositionRule positions() {
    return PositionRule.NONE;
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private void each(Consumer<LayerCase> check) {
    List<LayerCase> cases = cases();
    if (cases.isEmpty()) {
      throw new AssertionError("no case to test");
    }
    cases.forEach(check);
  }

  @Test
  void wiringKeepsNothing() {
    each(LayerChecks::wiringKeepsNothing);
  }

  @Test
  void keepsWhatItPromisesAboutPositions() {
    each(test -> PositionChecks.keeps(positions(), test));
  }

  @Test
  void operationsKeepNothing() {
    each(LayerChecks::operationsKeepNothing);
  }

  @Test
  void operationsDoAsTheyDeclare() {
    each(LayerChecks::operationsDoAsTheyDeclare);
  }

  @Test
  void rowsAreIndependent() {
    each(LayerChecks::rowsAreIndependent);
  }

  @Test
  void gradientsAddUp() {
    each(LayerChecks::gradientsAddUp);
  }

  @Test
  void isThreadSafe() {
    each(LayerChecks::isThreadSafe);
  }

  @Test
  void ordersAreDerivatives() {
    each(LayerChecks::ordersAreDerivatives);
  }

  @Test
  void slopesAreDerivatives() {
    each(LayerChecks::slopesAreDerivatives);
  }
}
