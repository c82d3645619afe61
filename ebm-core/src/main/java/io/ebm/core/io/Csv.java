package io.ebm.core.io;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of numbers as text, one row a line, read by {@link TextLines}.
 *
 * <p>The cells are separated by the first of tab, semicolon and comma that occurs in the first
 * line, or else by blanks and tabs. Blank lines are skipped. Cells may stand in double quotes;
 * quotes do not protect a separator.
 *
 * <p>No row is taken for something else. The first line is a header if the caller says so, or if
 * its cells (the label's aside) are names, all different, and none is a number or a word for a
 * missing one ({@code NA}, {@code ?}, {@code inf}, …). A line that begins with {@code #} is a
 * comment unless the label stands first, or the rest of it is a row.
 */
public final class Csv {

  /**
   * What a file holds.
   *
   * @param header the names of the number columns; empty where there is no header
   * @param numbers the numbers, a row for each line
   * @param labels the label of every row; empty where there is no label column
   */
  public record Table(List<String> header, Batch numbers, List<String> labels) {}

  private Csv() {}

  /** Reads a table of numbers alone; as {@link #read(Path, Integer, Boolean)} without a label. */
  public static Table read(Path file) throws IOException {
    return read(file, null, null);
  }

  /** As {@link #read(Path, Integer, Boolean)} where the first line tells whether it is a header. */
  public static Table read(Path file, @Nullable Integer labelColumn) throws IOException {
    return read(file, labelColumn, null);
  }

  /**
   * Reads a table.
   *
   * @param labelColumn the column, from 0, that holds any text; from -1, counted from the end;
   *     {@code null} for none
   * @param header whether the first line that is not blank is a header; null if it tells itself
   * @throws IllegalArgumentException as {@code file:line:column: 'abc' is not a number} (both from
   *     1, the column being that of the table) where a cell is not a finite number, where lines
   *     differ in the number of columns, where there is no line, or where the label column lies
   *     outside
   */
  public static Table read(Path file, @Nullable Integer labelColumn, @Nullable Boolean header)
      throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      return parse(lines, CsvParser.ofTable(lines, labelColumn, header));
    }
  }

  /**
   * Reads a table of numbers of which some may be missing: a cell that is empty or {@code nan} is
   * NaN. Otherwise as {@link #read(Path)}.
   */
  public static Table readWithGaps(Path file) throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      return parse(lines, CsvParser.withGaps(lines));
    }
  }

  private static Table parse(TextLines lines, CsvParser parser) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      parser.accept(line);
    }
    return parser.finish();
  }

  /**
   * Writes rows with commas between the cells. A reader of floats gets the same floats back.
   *
   * @param header names of the columns; empty for none
   */
  public static void write(Path file, List<String> header, Batch rows) throws IOException {
    if (!header.isEmpty() && header.size() != rows.dim()) {
      throw new IllegalArgumentException(header.size() + " names for the columns of " + rows);
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      if (!header.isEmpty()) {
        out.append(String.join(",", header)).append('\n');
      }
      for (int i = 0; i < rows.size(); i++) {
        for (int j = 0; j < rows.dim(); j++) {
          float value = rows.get(i, j);
          out.append(j == 0 ? "" : ",");
          out.append(
              Float.compare(value, (int) value) == 0
                  ? Integer.toString((int) value)
                  : Float.toString(value));
        }
        out.append('\n');
      }
    }
  }
}
