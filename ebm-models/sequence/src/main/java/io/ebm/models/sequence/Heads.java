package io.ebm.models.sequence;

import io.ebm.nn.Layer;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What is made of the scores that layers give at every symbol; all with the same tensors. */
enum Heads {
  /** The energy: what all symbols cost. */
  ENERGY,
  /** What each symbol costs. */
  COSTS,
  /** The scores of what follows the last symbol. */
  NEXT;

  /** The tensor with the scores of first symbols. */
  static final String FIRST = "first";

  /** Layers with this head. */
  Layer over(List<Layer> layers, int levels) {
    return (wiring, inputs) -> wire(wiring, inputs, new Sequence(layers), levels);
  }

  private Value wire(Wiring wiring, List<Value> inputs, Layer body, int levels) {
    Value scores = body.wire(wiring, inputs);
    if (!scores.shape().isPacked()
        || scores.shape().channels() != levels
        || !Objects.equals(scores.shape().axis(), inputs.get(0).shape().axis())) {
      throw new IllegalArgumentException(
          "layers must give "
              + levels
              + " numbers for each symbol, the scores of what follows it, not "
              + scores.shape()
              + "; end with {\"type\": \"dense\", \"units\": "
              + levels
              + "}");
    }
    int first = wiring.elementwise(FIRST, Start.zero(), levels);
    if (this == NEXT) {
      return wiring.add(new LastOperation(levels), Shape.of(levels), scores);
    }
    Value costs =
        wiring.add(
            new NextSymbolOperation(levels, first),
            scores.shape().withChannels(1),
            scores,
            inputs.get(0));
    return this == COSTS
        ? wiring.unpacked(costs)
        : wiring.wire("energy", new GlobalPool(Pooling.SUM), List.of(costs));
  }

  /** The numbers at the last position of each state. */
  private static final class LastOperation implements Operation {
    private final int channels;

    LastOperation(int channels) {
      this.channels = channels;
    }

    @Override
    public boolean rereadsInput(int order, boolean learns) {
      return false;
    }

    @Override
    public boolean rereadsOutput(int order) {
      return false;
    }

    @Override
    public void forward(Pass pass) {
      float[] m = pass.memory();
      Segments segments = pass.segments(0);
      for (int order = pass.from(); order <= pass.to(); order++) {
        int to = pass.output(order);
        Arrays.fill(m, to, to + channels * pass.states(), 0f);
        for (int c = 0; c < channels; c++) {
          int x = pass.input(0, order) + c * pass.columns(0);
          for (int s = 0; s < segments.rows(); s++) {
            m[to + c * pass.states() + s] = m[x + segments.start(s) + segments.length(s) - 1];
          }
        }
      }
    }

    @Override
    public void backward(Pass pass) {
      float[] m = pass.memory();
      Segments segments = pass.segments(0);
      for (int order = pass.from(); order <= pass.to(); order++) {
        if (!pass.wants(0, order)) {
          continue;
        }
        int to = pass.inputSlope(0, order);
        Arrays.fill(m, to, to + channels * pass.columns(0), 0f);
        for (int c = 0; c < channels; c++) {
          int y = pass.outputSlope(order) + c * pass.states();
          for (int s = 0; s < segments.rows(); s++) {
            m[to + c * pass.columns(0) + segments.start(s) + segments.length(s) - 1] = m[y + s];
          }
        }
      }
    }
  }
}
