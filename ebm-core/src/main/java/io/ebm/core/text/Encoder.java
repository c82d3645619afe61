package io.ebm.core.text;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import java.util.List;

/**
 * Makes rows of texts.
 *
 * @param most the places of a row
 * @param pads whether the end mark stands at all places behind a text, and not NaN
 */
record Encoder(
    Tokenizer tokenizer, Vocabulary vocabulary, int most, Longer longer, boolean pads) {

  /** The space of the rows. */
  StateSpace space() {
    return pads
        ? new StateSpace.Categorical(most, vocabulary.size(), vocabulary.end())
        : new StateSpace.Varying(1, most, vocabulary.size());
  }

  /** What stands at the places behind a text. */
  float behind() {
    return pads ? vocabulary.end() : Float.NaN;
  }

  /**
   * The labels of a text, with its marks, and not yet cut.
   *
   * @throws IllegalArgumentException if the text has no token
   */
  static int[] labels(Tokenizer tokenizer, Vocabulary vocabulary, Line line) {
    int[] labels = tokenizer.encode(line.text(), vocabulary);
    if (labels.length == 0) {
      throw line.bad("the text is empty; each must have at least one token");
    }
    return vocabulary.mark(labels);
  }

  /**
   * How many labels of a text go into a row.
   *
   * @throws IllegalArgumentException if it has more, and they are not to be cut
   */
  int fitting(int labels, Line line) {
    if (labels > most && longer == Longer.REFUSE) {
      throw line.bad(
          "the text has "
              + labels
              + " tokens, and rows have "
              + most
              + "; with \"longer\": \"cut\" its first ones are taken");
    }
    return Math.min(most, labels);
  }

  /** Rows of texts. */
  Batch rows(List<Line> lines) {
    Batch rows = Batch.allocate(lines.size(), most);
    rows.fill(behind());
    for (int row = 0; row < lines.size(); row++) {
      Line line = lines.get(row);
      int[] labels = labels(tokenizer, vocabulary, line);
      int fitting = fitting(labels.length, line);
      for (int k = 0; k < fitting; k++) {
        rows.set(row, k, labels[k]);
      }
    }
    return rows;
  }

  /** The text of a row. */
  String text(Batch rows, int row) {
    return text(tokenizer, vocabulary, rows, row);
  }

  /** The text of a row of labels, which ends at the first NaN. */
  static String text(Tokenizer tokenizer, Vocabulary vocabulary, Batch rows, int row) {
    int length = 0;
    while (length < rows.dim() && !Float.isNaN(rows.get(row, length))) {
      length++;
    }
    int[] labels = new int[length];
    for (int k = 0; k < length; k++) {
      labels[k] = (int) rows.get(row, k);
    }
    return tokenizer.decode(labels, vocabulary);
  }
}
