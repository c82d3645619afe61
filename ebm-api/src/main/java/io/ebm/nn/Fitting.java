package io.ebm.nn;

import io.ebm.api.Batch;

/** How many rows that vary in length fit into a tile, which has room for some of the longest. */
final class Fitting {

  private Fitting() {}

  /**
   * Counts rows.
   *
   * @param input the shape of what enters
   * @param intake how rows enter
   * @param longest how many rows of the most positions have room
   * @param x the rows
   * @param from the first row
   * @param atMost how many rows at most
   * @return how many fit
   */
  static int rows(Shape input, Intake intake, int longest, Batch x, int from, int atMost) {
    Axis axis = input.axis();
    if (axis == null) {
      return atMost;
    }
    int left = longest * axis.most();
    int count = 0;
    while (count < atMost && left >= 0) {
      left -= intake.positions(x, from + count, axis.most());
      count += left < 0 ? 0 : 1; // the first always fits
    }
    Axis links = axis.links();
    return links == null
        ? count
        : ofLinks(input.channels() * axis.most(), links.most(), longest, x, from, count);
  }

  /** The same by the links, the first numbers of which lie in columns from {@code at} on. */
  private static int ofLinks(int at, int most, int longest, Batch x, int from, int atMost) {
    int left = longest * most;
    for (int row = 0; row < atMost; row++) {
      int begin = x.offset(from + row) + at;
      int length = 0;
      while (length < most && !Float.isNaN(x.array()[begin + length])) {
        length++;
      }
      left -= length;
      if (left < 0) {
        return row;
      }
    }
    return atMost;
  }
}
