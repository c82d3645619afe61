package io.ebm.nn;

import java.util.ArrayList;
import java.util.List;

/** Lets an operation do at once what the one before it would do in a pass of its own. */
final class Fusion {

  private Fusion() {}

  /** An operation that can leave its last elementwise step to the one that reads it. */
  interface Yielding extends Operation {

    /** The same without adding its biases; it learns them all the same. */
    Operation yielded();

    /** Where its biases begin, or -1. */
    int bias();

    /**
     * How many biases there are; each is of as many of the output's numbers, one after the other.
     */
    int channels();
  }

  /** An operation that can take over the last step of the one that it reads. */
  interface Absorbing extends Operation {

    /** The same with that step, or this if it does not know it. */
    Operation absorb(Yielding before);
  }

  static List<Node> fuse(List<Node> nodes, int output) {
    List<Node> fused = new ArrayList<>(nodes);
    for (int i = 0; i < fused.size(); i++) {
      Node node = fused.get(i);
      if (node.operation() instanceof Yielding first && node.output() != output) {
        int reader = onlyReader(fused, node.output());
        if (reader >= 0 && fused.get(reader).operation() instanceof Absorbing second) {
          Operation both = second.absorb(first);
          if (both != second) {
            Node next = fused.get(reader);
            fused.set(i, new Node(first.yielded(), node.inputs(), node.output()));
            fused.set(reader, new Node(both, next.inputs(), next.output()));
          }
        }
      }
    }
    return fused;
  }

  private static int onlyReader(List<Node> nodes, int slot) {
    int reader = -1;
    for (int i = 0; i < nodes.size(); i++) {
      for (int input : nodes.get(i).inputs()) {
        if (input == slot) {
          if (reader >= 0) {
            return -1;
          }
          reader = i;
        }
      }
    }
    return reader;
  }
}
