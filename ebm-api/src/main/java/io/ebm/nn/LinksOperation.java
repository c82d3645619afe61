package io.ebm.nn;

import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * The kinds of the links of graphs, packed. Inputs are the states, whose numbers from {@code begin}
 * on tell where links come from, where they lead and of what kind they are, and the packed nodes.
 */
final class LinksOperation implements Operation.Opening {

  private final int begin;
  private final int most;
  private final int nodes;

  /**
   * Creates the operation.
   *
   * @param most links that a state has at most
   * @param nodes channels of the nodes
   */
  LinksOperation(int begin, int most, int nodes) {
    this.begin = begin;
    this.most = most;
    this.nodes = nodes;
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
  public void open(Pass pass, Segments segments) {
    int n = pass.columns(0);
    int x = pass.input(0, 0) + begin * n;
    float[] m = pass.memory();
    Segments ends = pass.segments(1);
    int position = 0;
    for (int s = 0; s < pass.rows(); s++) {
      int length = 0;
      while (length < most && !Float.isNaN(m[x + length * n + s])) {
        int from = end(m[x + length * n + s], ends.length(s));
        int to = end(m[x + (most + length) * n + s], ends.length(s));
        segments.join(position++, ends.start(s) + from, ends.start(s) + to);
        length++;
      }
      segments.add(length);
    }
  }

  private static int end(float number, int nodes) {
    int end = (int) number;
    if (end != number || end < 0 || end >= nodes) {
      throw new IllegalArgumentException(
          "a link joins node %s, and its graph has the nodes 0 to %d"
              .formatted(
                  number == end ? Integer.toString(end) : Float.toString(number), nodes - 1));
    }
    return end;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.columns(0);
    Segments segments = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(pass.states(), 0f, m, y);
      if (order > 0) {
        continue; // kinds do not move
      }
      int x = pass.input(0, 0) + (begin + 2 * most) * n;
      for (int s = 0; s < segments.rows(); s++) {
        for (int e = 0; e < segments.length(s); e++) {
          m[y + segments.start(s) + e] = m[x + e * n + s];
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        int at = pass.inputSlope(0, order);
        Arrays.fill(m, at, at + (begin + 3 * most) * pass.columns(0), 0f);
      }
      if (pass.wants(1, order)) {
        int at = pass.inputSlope(1, order);
        Arrays.fill(m, at, at + nodes * pass.columns(1), 0f);
      }
    }
  }
}
