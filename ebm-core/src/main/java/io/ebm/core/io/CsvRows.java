package io.ebm.core.io;

import io.ebm.api.Batch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a table as text, block by block; the rules are those of {@link Csv}. */
public final class CsvRows {

  private final BufferedReader in;
  private final Path name;
  private final int dim;
  private final @Nullable Integer labelColumn;
  private @Nullable CsvParser parser;
  private int line;

  /**
   * Begins to read.
   *
   * @param name what to call the text in messages
   * @param dim how many numbers a row has
   * @param labelColumn where a label stands, which is passed over, if rows have one column more
   *     than that; counted as in {@link Csv#read(Path, Integer)}; null if they may not
   */
  public CsvRows(BufferedReader in, String name, int dim, @Nullable Integer labelColumn) {
    this.in = in;
    this.name = Path.of(name);
    this.dim = dim;
    this.labelColumn = labelColumn;
  }

  /**
   * Reads the next rows.
   *
   * @param most the most to read, at least 1
   * @return one or more, or null at the end
   * @throws MalformedFileException as {@link Csv#read(Path, Integer)}, and where rows have another
   *     number of columns
   */
  public @Nullable Batch next(int most) throws IOException {
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      line++;
      int cells = parser == null ? CsvParser.cells(text) : dim;
      if (cells == 0) {
        continue;
      }
      if (parser == null) {
        parser = begin(cells);
      }
      parser.accept(text);
      if (parser.rows() == most) {
        break;
      }
    }
    return parser == null ? null : parser.take();
  }

  private CsvParser begin(int cells) throws MalformedFileException {
    boolean labelled = labelColumn != null && cells == dim + 1;
    if (cells != dim && !labelled) {
      throw new MalformedFileException(
          name + ":" + line,
          "has "
              + cells
              + " columns, but the model was trained on rows of "
              + dim
              + (labelColumn == null ? "" : ", or " + (dim + 1) + " with a label"));
    }
    CsvParser begun = new CsvParser(name, labelled ? labelColumn : null);
    begun.skipTo(line - 1);
    return begun;
  }
}
