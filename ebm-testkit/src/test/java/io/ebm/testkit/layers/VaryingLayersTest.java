package io.ebm.testkit.layers;

import io.ebm.nn.Layer;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Film;
import io.ebm.nn.layers.LayerNorm;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Softmax;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.List;

/** Layers that work on features, on values whose positions vary. */
final class VaryingLayersTest extends LayerConformance {

  @Override
  protected Layer layer() {
    return new Dense(4);
  }

  private LayerCase on(Layer layer, List<LayerCase.Input> conditions, LayerCase.Input... inputs) {
    return new LayerCase(layer, List.of(inputs), conditions, LayerCase.TOLERANCE, seed());
  }

  @Override
  protected List<LayerCase> cases() {
    LayerCase.Input varying = LayerCase.Input.varying(6, 9);
    return List.of(
        on(layer(), List.of(), varying),
        on(new LayerNorm(), List.of(), varying),
        on(new Softmax(), List.of(), varying),
        on(
            Sequence.of(
                new Parallel(List.of(new Dense(3), new Dense(3)), new Concat()), new Dense(1)),
            List.of(),
            varying),
        on(new Film(List.of(new Dense(12)), 0), List.of(LayerCase.Input.of(3)), varying));
  }
}
