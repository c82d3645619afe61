package io.ebm.models.crf;

import io.ebm.api.Gradient;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state weights, and their derivatives, of attributes that go with many labels, as whole rows
 * of labels. A few attributes of this kind make up most of all occurrences (in CoNLL-2000, 0.6 % of
 * the attributes have eight labels or more, and 79 % of the weights that a pass reads are theirs),
 * and whole rows are added by vector instructions.
 *
 * <p>A row is made when a block first needs it; derivatives collect until {@link #flush}.
 */
final class FrequentRows {

  /** So many labels an attribute must have. */
  static final int LABELS = 8;

  /** So many tokens a block must have for the copying to pay. */
  static final int TOKENS = 400;

  private static final int MOST = 64;

  private final Weights weights;
  private final int width;
  private final int frequent;
  private final float[] table;
  private final boolean complete;
  private final float[] sums;
  private final int[] starts;
  private final int[] copied; // 1 for a row that the table has
  private final int[] summed; // 1 for a row that has sums
  private final int[] touched; // the rows that have sums
  private int count;

  /**
   * Creates it.
   *
   * @param complete what {@link #fill} wrote for these weights, or null
   */
  FrequentRows(Weights weights, float @Nullable [] complete, Scratch scratch) {
    this.weights = weights;
    this.width = weights.width();
    this.frequent = weights.frequent();
    this.complete = complete != null;
    this.table = complete != null ? complete : scratch.floats(frequent * width);
    this.sums = scratch.floats(frequent * width);
    this.starts = scratch.ints(MOST);
    this.copied = scratch.ints(frequent);
    this.summed = scratch.ints(frequent);
    this.touched = scratch.ints(frequent);
    Arrays.fill(copied, 0, frequent, 0);
    Arrays.fill(summed, 0, frequent, 0);
  }

  /** The weights of all frequent attributes, for a table that is used often. */
  static float[] fill(Weights weights) {
    float[] table = new float[weights.frequent() * weights.width()];
    for (int attribute = 0; attribute < weights.frequent(); attribute++) {
      copy(weights, attribute, table);
    }
    return table;
  }

  private static void copy(Weights weights, int attribute, float[] table) {
    Features features = weights.features();
    int at = attribute * weights.width();
    Arrays.fill(table, at, at + weights.width(), 0f);
    int to = features.rowStart()[attribute + 1];
    for (int k = features.rowStart()[attribute]; k < to; k++) {
      table[at + features.rowLabels()[k]] = weights.parameters().values()[k];
    }
  }

  /**
   * Adds the weights of the attributes {@code from} to {@code to} of a list to a row of scores, as
   * long as they are frequent.
   *
   * @return the place of the first that is not; {@code to} if all are
   */
  int addScores(int[] attributes, int from, int to, float[] row, int at) {
    int i = from;
    while (i < to && attributes[i] < frequent) {
      int rows = 0;
      for (; i < to && rows < MOST && attributes[i] < frequent; i++) {
        int attribute = attributes[i];
        if (!complete && copied[attribute] == 0) {
          copied[attribute] = 1;
          copy(weights, attribute, table);
        }
        starts[rows++] = attribute * width;
      }
      Vectors.addRows(width, rows, starts, 0, table, row, at);
    }
    return i;
  }

  /** Adds a row to the derivatives of such attributes in the same way. */
  int addSums(int[] attributes, int from, int to, float[] row) {
    int i = from;
    while (i < to && attributes[i] < frequent) {
      int rows = 0;
      for (; i < to && rows < MOST && attributes[i] < frequent; i++) {
        int attribute = attributes[i];
        if (summed[attribute] == 0) {
          summed[attribute] = 1;
          touched[count++] = attribute;
          Arrays.fill(sums, attribute * width, (attribute + 1) * width, 0f);
        }
        starts[rows++] = attribute * width;
      }
      Vectors.addToRows(width, rows, starts, 0, row, 0, sums);
    }
    return i;
  }

  /** Adds what has collected to a gradient. */
  void flush(Gradient into) {
    int[] rowStart = weights.features().rowStart();
    char[] rowLabels = weights.features().rowLabels();
    float[] gradient = into.values();
    for (int i = 0; i < count; i++) {
      int attribute = touched[i];
      int from = rowStart[attribute];
      int to = rowStart[attribute + 1];
      for (int k = from; k < to; k++) {
        gradient[k] += sums[attribute * width + rowLabels[k]];
      }
      into.mark(from, to);
      summed[attribute] = 0;
    }
    count = 0;
  }
}
