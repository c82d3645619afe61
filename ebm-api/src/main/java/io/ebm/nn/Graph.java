package io.ebm.nn;

import java.util.List;

/** The operations of a network and what flows between them: slots, each written once. */
final class Graph {

  private final List<Node> nodes;
  private final int[] sizes;
  private final int[] axes;
  private final int[] entries;
  private final int output;
  private final boolean[] moving;
  private final boolean[] learnable;

  private Graph(
      List<Node> nodes,
      int[] sizes,
      int[] axes,
      int[] entries,
      int output,
      boolean[] moving,
      boolean[] learnable) {
    this.nodes = nodes;
    this.sizes = sizes;
    this.axes = axes;
    this.entries = entries;
    this.output = output;
    this.moving = moving;
    this.learnable = learnable;
  }

  /**
   * Finds out what moves and what is learned.
   *
   * @param sizes the floats of a column of each slot
   * @param axes the axis of each slot, 0 for states
   * @param moves which inputs move
   */
  static Graph of(
      List<Node> nodes, int[] sizes, int[] axes, int[] inputs, int output, boolean[] moves) {
    boolean[] moving = new boolean[sizes.length];
    boolean[] learnable = new boolean[sizes.length];
    for (int i = 0; i < inputs.length; i++) {
      moving[inputs[i]] = moves[i];
    }
    for (Node node : nodes) {
      boolean moved = false;
      boolean learned = node.operation().hasParameters();
      for (int input : node.inputs()) {
        moved |= moving[input];
        learned |= learnable[input];
      }
      moving[node.output()] = moved;
      learnable[node.output()] = learned;
    }
    return new Graph(List.copyOf(nodes), sizes, axes, inputs, output, moving, learnable);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The slot that leaves. */
  int output() {
    return output;
  }

  /** How many axes there may be, with that of the states. */
  int axes() {
    int greatest = 0;
    for (int axis : axes) {
      greatest = Math.max(greatest, axis);
    }
    return greatest + 1;
  }

  /** The axis of a slot, or 0 for states. */
  int axis(int slot) {
    return axes[slot];
  }

  /** The floats of a column of a slot. */
  int size(int slot) {
    return sizes[slot];
  }

  /** How many slots enter. */
  int inputs() {
    return entries.length;
  }

  /** A slot that enters. */
  int input(int index) {
    return entries[index];
  }

  /** Whether a slot depends on an input that moves. */
  boolean moves(int slot) {
    return moving[slot];
  }

  /** Whether a slot depends on parameters. */
  boolean learned(int slot) {
    return learnable[slot];
  }
}
