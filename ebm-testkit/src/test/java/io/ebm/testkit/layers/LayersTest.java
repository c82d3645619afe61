package io.ebm.testkit.layers;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Add;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Initialiser;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Residual;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Skip;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The layers that networks are put together by. */
class LayersTest {

  private static List<LayerCase> pairs(Layer layer, long seed) {
    List<LayerCase.Input> images =
        List.of(LayerCase.Input.of(2, 3, 2), LayerCase.Input.of(2, 3, 2));
    List<LayerCase.Input> three =
        List.of(LayerCase.Input.of(4), LayerCase.Input.of(4), LayerCase.Input.of(4));
    return List.of(
        new LayerCase(layer, images, List.of(), LayerCase.TOLERANCE, seed),
        new LayerCase(layer, three, List.of(), LayerCase.TOLERANCE, seed));
  }

  @Nested
  class DenseTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Dense(4);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(1), Shape.of(5), Shape.of(40));
    }
  }

  @Nested
  class DenseOfOneUnitTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Dense(1, false, Initialiser.ZERO, 1);
    }

    @Override
    protected List<Shape> shapes() {
      return List.of(Shape.of(7));
    }
  }

  @Nested
  class AddTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Add();
    }

    @Override
    protected List<LayerCase> cases() {
      return pairs(layer(), seed());
    }
  }

  @Nested
  class ConcatTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Concat();
    }

    @Override
    protected List<LayerCase> cases() {
      return pairs(layer(), seed());
    }
  }

  @Nested
  class ResidualTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Flatten(),
          new Residual(List.of(new Dense(4), new Functions.Tanh(), new Dense(3)), new Dense(3)),
          new Residual(List.of(new Functions.Silu()), null));
    }
  }

  @Nested
  class BranchesTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return Sequence.of(
          new Skip(List.of(new Functions.Gelu())),
          new Parallel(
              List.of(new Functions.Softplus(), Sequence.of(new Functions.Sigmoid())),
              new Concat()));
    }
  }

  @Nested
  class ReluTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Functions.Relu();
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(
          new LayerCase(
              layer(), List.of(LayerCase.Input.apart(3, 4)), List.of(), LayerCase.TOLERANCE, 3));
    }
  }
}
