package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contract of data of texts, {@link Textual} and {@link TextRows}, check by check. Each throws
 * {@link AssertionError}; each does nothing for data without the capability.
 */
public final class TextChecks {

  private static final int[] BLOCKS = {1000, 1, 3};

  private TextChecks() {}

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }

  /**
   * {@link Textual}: the labels of the space are those of the vocabulary, and the text of a row is
   * the same among others and alone; to tell it writes nothing.
   */
  public static void textsAreThoseOfTheirRows(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof Textual texts)) {
      return;
    }
    Vocabulary vocabulary = texts.vocabulary();
    int labels =
        data.space() instanceof StateSpace.Varying varying
            ? varying.labels()
            : data.space().levels();
    require(
        labels == vocabulary.size(),
        test + ": the space has " + labels + " labels, and the vocabulary " + vocabulary.size());
    Examples train = data.train();
    int count = Math.min(100, train.size());
    Batch rows = train.range(0, count, data.space().dim());
    float[] before = rows.copy().array();
    boolean some = false;
    for (int i = 0; i < count; i++) {
      String text = texts.text(rows, i);
      some |= !text.isEmpty();
      require(
          text.equals(texts.text(train.range(i, i + 1, rows.dim()), 0)),
          test + ": the text of example " + i + " is another one among others");
    }
    require(some, test + ": all texts are empty");
    require(Arrays.equals(before, rows.array()), test + ": text() wrote its rows");
    for (String remark : texts.remarks()) {
      require(!remark.isBlank() && !remark.endsWith("."), test + ": remark '" + remark + "'");
    }
  }

  /**
   * {@link TextRows}: a text gives the same rows of the data's space in whatever blocks it is read,
   * and no block is empty or larger than asked for.
   *
   * @param text of the form that the data read, of several rows
   */
  public static void blocksOfRowsDoNotMatter(DatasetCase test, String text) {
    Dataset data = test.create();
    if (!(data instanceof TextRows files)) {
      return;
    }
    List<float[]> whole = rows(test, data, files, text, BLOCKS[0]);
    require(whole.size() > 1, test + ": give a text of several rows");
    for (int most : BLOCKS) {
      List<float[]> again = rows(test, data, files, text, most);
      require(
          Arrays.deepEquals(whole.toArray(), again.toArray()),
          test + ": in blocks of " + most + " there are other rows");
    }
  }

  private static List<float[]> rows(
      DatasetCase test, Dataset data, TextRows files, String text, int most) {
    List<float[]> all = new ArrayList<>();
    try (TextLines lines = TextLines.of(text, "text")) {
      TextRows.Source source = files.rows(lines);
      for (Batch block = source.next(most); block != null; block = source.next(most)) {
        require(
            block.size() >= 1 && block.size() <= most,
            test + ": a block of " + block.size() + " where " + most + " fit");
        require(data.space().firstOutside(block) < 0, test + ": a row is not in " + data.space());
        for (int row = 0; row < block.size(); row++) {
          all.add(block.slice(row, row + 1).copy().array());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(test + ": " + e.getMessage(), e);
    }
    return all;
  }
}
