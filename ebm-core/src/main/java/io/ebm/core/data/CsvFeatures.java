package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import io.ebm.core.io.CsvRows;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of a table as text, made features as the examples of data were. */
final class CsvFeatures implements RowSource {

  private final CsvRows rows;
  private final String name;
  private final @Nullable FeatureTexts texts;
  private long done;

  /**
   * Begins to read.
   *
   * @param texts what the data say of texts, or null if rows are taken as they are
   */
  CsvFeatures(TextLines lines, int dim, @Nullable FeatureTexts texts) {
    this.rows =
        texts == null
            ? new CsvRows(lines, dim, null, null)
            : new CsvRows(lines, dim, texts.labelColumn(), texts.header());
    this.name = lines.name();
    this.texts = texts;
  }

  @Override
  public @Nullable Batch next(int most) throws IOException {
    Batch block = rows.next(most);
    for (int i = 0; block != null && i < block.size(); i++, done++) {
      try {
        if (texts != null) {
          texts.convert(block.slice(i, i + 1));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            name + ": row " + done + " (from 0): " + e.getMessage(), e);
      }
    }
    return block;
  }
}
