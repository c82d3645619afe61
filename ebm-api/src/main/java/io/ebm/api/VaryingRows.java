package io.ebm.api;

/** Whether rows that vary in length are states of a space. */
final class VaryingRows {

  private VaryingRows() {}

  /**
   * The first of some rows that has no position, or NaN among those that it has.
   *
   * @param count how many rows to look at
   * @param otherwise the answer if there is none
   */
  static int firstOutside(StateSpace.Varying space, Batch states, int count, int otherwise) {
    for (int row = 0; row < count; row++) {
      int length = space.length(states, row);
      boolean fits = length > 0;
      for (int k = 0; k < space.dim(); k++) {
        fits &= Float.isNaN(states.get(row, k)) == k % space.most() >= length;
      }
      if (!fits) {
        return row;
      }
    }
    return otherwise;
  }

  /**
   * The first of some rows that is no graph.
   *
   * @param count how many rows to look at
   * @param otherwise the answer if all of them are
   */
  static int firstOutside(StateSpace.Graphs space, Batch states, int count, int otherwise) {
    Batch nodes = Batch.allocate(1, space.ofNodes().dim());
    for (int row = 0; row < count; row++) {
      for (int k = 0; k < nodes.dim(); k++) {
        nodes.set(0, k, states.get(row, k));
      }
      boolean fits =
          space.ofNodes().firstOutside(nodes) < 0
              && joins(space, states, row, space.ofNodes().length(nodes, 0));
      if (!fits) {
        return row;
      }
    }
    return otherwise;
  }

  /** Fills rows with graphs of nodes at random, and no links. */
  static void startWithoutLinks(StateSpace.Graphs space, Batch into, RandomStream random) {
    Batch nodes = Batch.allocate(into.size(), space.ofNodes().dim());
    space.ofNodes().randomStart(nodes, random);
    into.fill(Float.NaN);
    for (int row = 0; row < into.size(); row++) {
      for (int k = 0; k < nodes.dim(); k++) {
        into.set(row, k, nodes.get(row, k));
      }
    }
  }

  /** Whether all links of a row join nodes that there are. */
  private static boolean joins(StateSpace.Graphs space, Batch states, int row, int length) {
    int count = space.links(states, row);
    int begin = space.ofNodes().dim();
    for (int e = 0; e < space.links(); e++) {
      for (int part = 0; part < 3; part++) {
        float value = states.get(row, begin + part * space.links() + e);
        int most = part < 2 ? length : space.kinds();
        boolean fits =
            e < count ? value == (int) value && value >= 0 && value < most : Float.isNaN(value);
        if (!fits) {
          return false;
        }
      }
    }
    return true;
  }

  /** Rows of random length. */
  static void start(StateSpace.Varying space, Batch into, RandomStream random) {
    for (int row = 0; row < into.size(); row++) {
      int length = 1 + random.nextInt(space.most());
      for (int k = 0; k < space.channels() * space.most(); k++) {
        float value =
            space.labels() > 0 ? random.nextInt(space.labels()) : (float) random.nextGaussian();
        into.set(row, k, k % space.most() < length ? value : Float.NaN);
      }
    }
  }

  /** How many of up to {@code most} numbers a row has from a column on, before the first NaN. */
  static int there(Batch rows, int row, int from, int most) {
    int count = 0;
    while (count < most && !Float.isNaN(rows.get(row, from + count))) {
      count++;
    }
    return count;
  }
}
