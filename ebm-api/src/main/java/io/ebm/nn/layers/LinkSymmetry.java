package io.ebm.nn.layers;

import io.ebm.nn.Segments;

/** Whether links go both ways. */
final class LinkSymmetry {

  private LinkSymmetry() {}

  /**
   * Requires each link to have its reverse, as often, and none to join a node to itself. Sums over
   * the links of a tile what is mixed of both ends tell it; only where they differ is it searched.
   */
  static void require(Segments nodes, Segments links) {
    long forth = 0;
    long back = 0;
    for (int e = 0; e < links.positions(); e++) {
      int from = links.from(e);
      int to = links.to(e);
      if (from == to) {
        throw new IllegalArgumentException(
            "neighbours with the weights gcn takes graphs without links from a node to itself, which"
                + " it adds, and node %d has one".formatted(from - start(nodes, from)));
      }
      forth += mixed(from, to);
      back += mixed(to, from);
    }
    if (forth != back) {
      throw new IllegalArgumentException(oneWay(nodes, links));
    }
  }

  private static long mixed(int first, int second) {
    long bits = ((long) first << 32 | second) * 0x9E3779B97F4A7C15L;
    bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
    return bits ^ bits >>> 32;
  }

  private static String oneWay(Segments nodes, Segments links) {
    for (int e = 0; e < links.positions(); e++) {
      int balance = 0;
      for (int other = 0; other < links.positions(); other++) {
        boolean same = links.from(other) == links.from(e) && links.to(other) == links.to(e);
        boolean reverse = links.from(other) == links.to(e) && links.to(other) == links.from(e);
        balance += same ? 1 : reverse ? -1 : 0;
      }
      if (balance > 0) {
        int start = start(nodes, links.from(e));
        return "neighbours with the weights gcn takes graphs whose links go both ways, and one leads"
            + " from node %d to node %d and not back"
                .formatted(links.from(e) - start, links.to(e) - start);
      }
    }
    throw new AssertionError("links that go both ways");
  }

  private static int start(Segments nodes, int column) {
    int row = nodes.rows() - 1;
    while (nodes.start(row) > column) {
      row--;
    }
    return nodes.start(row);
  }
}
