package io.ebm.models.crf;

import io.ebm.api.Gradient;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * The state weights, and their derivatives, of attributes that go with many labels, as whole rows
 * of labels. A few attributes of this kind make up most of all occurrences (in CoNLL-2000, 0.6 % of
 * the attributes have eight labels or more, and 79 % of the weights that a pass reads are theirs),
 * and whole rows are added by vector instructions.
 *
 * <p>Rows are collected, then added together; derivatives collect until {@link #flush}.
 */
final class FrequentRows {

  /** So many labels an attribute must have. */
  static final int LABELS = 8;

  /** So many tokens a block must have for the copying to pay. */
  static final int TOKENS = 400;

  private static final int MOST = 64;

  private final Weights weights;
  private final int width;
  private final float[] table;
  private final float[] sums;
  private final int[] starts;
  private int collected;
  private boolean summed;

  /**
   * @param table what {@link #fill} wrote
   */
  FrequentRows(Weights weights, float[] table, Scratch scratch) {
    this.weights = weights;
    this.width = weights.width();
    this.table = table;
    this.sums = scratch.floats(weights.frequent().length * width);
    this.starts = scratch.ints(MOST);
  }

  /** Copies the weights of frequent attributes to a table of as many rows. */
  static float[] fill(Weights weights, float[] table) {
    int width = weights.width();
    int[] frequent = weights.frequent();
    Features features = weights.features();
    float[] values = weights.parameters().values();
    Arrays.fill(table, 0, frequent.length * width, 0f);
    for (int i = 0; i < frequent.length; i++) {
      int to = features.rowStart()[frequent[i] + 1];
      for (int k = features.rowStart()[frequent[i]]; k < to; k++) {
        table[i * width + features.rowLabels()[k]] = values[k];
      }
    }
    return table;
  }

  /**
   * Adds the weights of a frequent attribute, by its rank, to a row; {@link #finishScores} ends.
   */
  void addScores(int rank, float[] row, int at) {
    starts[collected++] = rank * width;
    if (collected == MOST) {
      finishScores(row, at);
    }
  }

  void finishScores(float[] row, int at) {
    Vectors.addRows(width, collected, starts, 0, table, row, at);
    collected = 0;
  }

  /** Adds a row to the derivatives of a frequent attribute; {@link #finishSums} ends. */
  void addSums(int rank, float[] row) {
    starts[collected++] = rank * width;
    if (collected == MOST) {
      finishSums(row);
    }
  }

  void finishSums(float[] row) {
    if (!summed) {
      Arrays.fill(sums, 0, weights.frequent().length * width, 0f);
      summed = true;
    }
    Vectors.addToRows(width, collected, starts, 0, row, 0, sums);
    collected = 0;
  }

  /** Adds what has collected to a gradient. */
  void flush(Gradient into) {
    if (!summed) {
      return;
    }
    Features features = weights.features();
    float[] gradient = into.values();
    int[] frequent = weights.frequent();
    for (int i = 0; i < frequent.length; i++) {
      int to = features.rowStart()[frequent[i] + 1];
      for (int k = features.rowStart()[frequent[i]]; k < to; k++) {
        gradient[k] += sums[i * width + features.rowLabels()[k]];
      }
    }
    summed = false;
  }
}
