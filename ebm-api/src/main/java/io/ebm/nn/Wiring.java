package io.ebm.nn;

import java.util.List;

/** Where a layer finds what it needs to add itself to a network. */
public interface Wiring {

  /**
   * Wires a layer that is nested in this one. Its tensors are named below {@code key}, and so is
   * the place of what is wrong with it.
   *
   * @param key the setting that holds the layer
   */
  Value wire(String key, Layer layer, List<Value> inputs);

  /** The same for a layer of a list; its tensors are named {@code key.index.…}. */
  Value wire(String key, int index, Layer layer, List<Value> inputs);

  /**
   * Wires a layer that {@link #wire(String, Layer, List)} wired under this key once more, to other
   * inputs of the same shapes: it has the same tensors.
   */
  Value wireAgain(String key, Layer layer, List<Value> inputs);

  /** Wires layers side by side on the same inputs, and answers the value of each. */
  List<Value> wireAll(String key, List<Layer> layers, List<Value> inputs);

  /** Wires layers one after the other: the first on the inputs, each other on the one before. */
  Value wireInTurn(String key, List<Layer> layers, List<Value> inputs);

  /**
   * Declares a tensor of parameters.
   *
   * @param name its name below the layer's, by convention {@code weight} or {@code bias}
   * @param start what it begins with
   * @param extents as PyTorch orders them: outputs first
   * @return where it begins in the parameters
   */
  int parameter(String name, Start start, int... extents);

  /**
   * Declares a tensor whose numbers multiply, or are added to, one number each: of a norm, say.
   * Bounds on the norms of weights leave it alone.
   */
  int elementwise(String name, Start start, int... extents);

  /**
   * Adds an operation.
   *
   * @param out the shape of what it computes
   * @param inputs what it reads
   */
  Value add(Operation operation, Shape out, Value... inputs);

  /**
   * Adds an operation that nothing reads but who looks into the network: it costs nothing until its
   * value is asked for by {@link Network#upTo}.
   *
   * @param key its name below the layer's place, as in {@code "weights"}
   */
  void show(String key, Operation operation, Shape out, Value... inputs);

  /**
   * An axis for packed values; the same for the same key.
   *
   * @param key tells it from others, as in {@code "pairs of 3"}
   * @param most how many positions a state has at most
   */
  default Axis axis(String key, int most) {
    return axis(key, most, 0);
  }

  /** The same of positions with labels below a number; 0 if they have none. */
  Axis axis(String key, int most, int labels);

  /** The axis of values with so many positions in every state, as {@link #packed} makes them. */
  Axis positions(int count);

  /** A value with positions, packed; as it is, if it is packed. */
  Value packed(Value value);

  /**
   * A packed value with its positions under channels again, {@code [channels, most]}, and zeros
   * where a state has none; any other as it is.
   */
  Value unpacked(Value value);

  /**
   * The kinds of the links between the nodes of graphs, {@code [1, links]}, whose {@link Segments}
   * tell what they join.
   *
   * @param nodes a value of nodes
   * @throws IllegalArgumentException if it is none
   */
  Value links(Value nodes);

  /**
   * What enters the network beside the first input, by its place from 0; for layers that look at a
   * condition.
   *
   * @throws IllegalArgumentException if the network has no such input
   */
  Value condition(int index);
}
