package org.example.studentt;

import io.ebm.nn.Layer;
import io.ebm.testkit.LayerConformance;

/** Checks derivatives, rows, threads and the rest. */
class SnakeTest extends LayerConformance {

  @Override
  protected Layer layer() {
    return new Snake(0.5);
  }
}
