package io.ebm.models.hopfield;

import io.ebm.nn.Layer;
import io.ebm.nn.Shape;
import io.ebm.testkit.LayerConformance;
import java.util.List;

/** The layer {@code lookup} keeps the contract of layers. */
class LookupTest extends LayerConformance {

  @Override
  protected Layer layer() {
    return new Lookup(3, 5, 2, 0.7, 1);
  }

  @Override
  protected List<Shape> shapes() {
    return List.of(Shape.of(6));
  }
}
