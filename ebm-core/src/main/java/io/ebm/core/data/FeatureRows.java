package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import io.ebm.core.io.CsvRows;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of numbers from a text, made features as was done with the examples. */
final class FeatureRows implements TextRows.Source {

  private final CsvRows rows;
  private final String name;
  private final FeatureTexts texts;
  private long done;

  /**
   * Creates it.
   *
   * @param dim how many numbers a row has
   * @param texts what the data say of texts
   */
  FeatureRows(TextLines lines, int dim, FeatureTexts texts) {
    this.rows = new CsvRows(lines, dim, texts.labelColumn(), texts.header());
    this.name = lines.name();
    this.texts = texts;
  }

  @Override
  public @Nullable Batch next(int most) throws IOException {
    Batch block = rows.next(most);
    for (int i = 0; block != null && i < block.size(); i++) {
      try {
        texts.convert(block.slice(i, i + 1));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            name + ": row " + (done + i) + " (from 0): " + e.getMessage(), e);
      }
    }
    done += block == null ? 0 : block.size();
    return block;
  }
}
