package io.ebm.nn;

import io.ebm.api.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows that vary in length fit into a tile, which has room for some of the longest. */
final class Fitting {

  private Fitting() {}

  /**
   * Counts rows.
   *
   * @param inputs the shapes of what enters
   * @param longest how many rows of the most positions have room
   * @param x the rows of the first input
   * @param conditions those of the second, or null
   * @param from the first row
   * @param most how many rows at most
   * @return how many fit, or 0 if no input varies
   */
  static int rows(
      List<Shape> inputs, int longest, Batch x, @Nullable Batch conditions, int from, int most) {
    boolean varies = false;
    int count = most;
    for (int input = 0; input < inputs.size(); input++) {
      Batch source = input == 0 ? x : conditions;
      Axis axis = inputs.get(input).axis();
      if (axis == null || source == null) {
        continue;
      }
      varies = true;
      count = rows(source, from, count, 0, axis.most(), longest);
      Axis links = axis.links();
      if (links != null) {
        int at = inputs.get(input).channels() * axis.most();
        count = rows(source, from, count, at, links.most(), longest);
      }
    }
    return varies ? count : 0;
  }

  /** The same by the numbers of a row from {@code at} on, behind the last of which is NaN. */
  private static int rows(Batch x, int from, int count, int at, int most, int longest) {
    int left = longest * most;
    for (int row = 0; row < count; row++) {
      int begin = x.offset(from + row) + at;
      int length = 0;
      while (length < most && !Float.isNaN(x.array()[begin + length])) {
        length++;
      }
      left -= length;
      if (left < 0) {
        return row; // the first always fits
      }
    }
    return count;
  }
}
