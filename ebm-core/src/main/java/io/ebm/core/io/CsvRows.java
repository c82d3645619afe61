package io.ebm.core.io;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a table as text, block by block; the rules are those of {@link Csv}. */
public final class CsvRows {

  private final TextLines lines;
  private final CsvParser parser;

  /**
   * Begins to read.
   *
   * @param dim how many numbers a row has
   * @param labelColumn where a label stands, which is passed over, if rows have one column more
   *     than that; counted as in {@link Csv#read(java.nio.file.Path, Integer, Boolean)}; null if
   *     they may not
   * @param header whether there is one; null if the first line tells
   */
  public CsvRows(
      TextLines lines, int dim, @Nullable Integer labelColumn, @Nullable Boolean header) {
    this.lines = lines;
    this.parser = CsvParser.ofRows(lines, dim, labelColumn, header);
  }

  /**
   * Reads the next rows.
   *
   * @param most the most to read, at least 1
   * @return one or more, or null at the end
   * @throws IllegalArgumentException as {@link Csv#read(java.nio.file.Path, Integer, Boolean)}, and
   *     where rows have another number of columns
   */
  public @Nullable Batch next(int most) throws IOException {
    while (parser.rows() < most) {
      String text = lines.next();
      if (text == null) {
        break;
      }
      parser.accept(text);
    }
    return parser.take();
  }
}
