package io.ebm.core.estimation;

import java.util.stream.IntStream;

/**
 * Points that show where mass may lie: examples, and bottoms of wells.
 *
 * @param points one row each
 * @param peaks {@code -E} of each
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Hints(double[][] points, double[] peaks) {

  /** The indices of all. */
  int[] all() {
    return IntStream.range(0, peaks.length).toArray();
  }
}
