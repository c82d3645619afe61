package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Sizes;
import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;
import java.util.Objects;

/**
 * The pairs of positions, as positions. Of one input {@code [channels, n]} all ordered pairs of two
 * different positions of a state, {@code [2 · channels, n (n - 1)]}, the first one's channels
 * before the second's; a state of one position has none, and {@code global-pool} makes 0 of none by
 * {@code sum} and {@code mean}. Of two inputs all pairs of a position of the one and a position of
 * the other. A dense network of each pair and a sum over them is a relation network (Santoro et al.
 * 2017, "A simple neural network module for relational reasoning").
 */
public record Pairs() implements Layer {

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    if (inputs.isEmpty() || inputs.size() > 2) {
      throw new IllegalArgumentException("pairs takes one input or two, not " + inputs.size());
    }
    boolean isOne = inputs.size() == 1;
    Value first = positions(wiring, inputs.get(0));
    Value second = isOne ? first : positions(wiring, inputs.get(1));
    Axis firsts = Objects.requireNonNull(first.shape().axis());
    Axis seconds = Objects.requireNonNull(second.shape().axis());
    int others = isOne ? firsts.most() - 1 : seconds.most();
    if (others == 0) {
      throw new IllegalArgumentException(
          "pairs takes states of up to two positions or more, not " + first.shape());
    }
    int channels = first.shape().channels() + second.shape().channels();
    int most =
        Sizes.product(
            "what pairs makes of "
                + first.shape()
                + (isOne ? "" : " and " + second.shape())
                + ", in a state,",
            firsts.most(),
            others);
    Axis axis =
        isOne
            ? wiring.axis("pairs of " + firsts.id(), most)
            : wiring.axis("pairs of " + firsts.id() + " and " + seconds.id(), most);
    PairsOperation operation =
        new PairsOperation(first.shape().channels(), second.shape().channels(), isOne);
    Shape out = Shape.packed(channels, axis);
    return isOne ? wiring.add(operation, out, first) : wiring.add(operation, out, first, second);
  }

  private static Value positions(Wiring wiring, Value value) {
    if (value.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "pairs takes channels with positions, as [channels, positions], not " + value.shape());
    }
    return wiring.packed(value);
  }

  /** Makes {@code pairs} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Pairs> {
    /** For the service loader. */
    public Factory() {
      super("pairs", "The pairs of positions of a state, or of two, as positions.", Pairs.class);
    }
  }
}
