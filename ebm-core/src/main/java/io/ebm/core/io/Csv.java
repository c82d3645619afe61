package io.ebm.core.io;

import io.ebm.api.Batch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of numbers as text, one row a line.
 *
 * <p>The cells are separated by the first of tab, semicolon and comma that occurs in the first
 * line, or else by white space. Blank lines and lines that begin with {@code #} are skipped. The
 * first line is a header if it names a column and has no cell (the label's aside) made of digits.
 * Cells may stand in double quotes; quotes do not protect a separator.
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

  /**
   * Reads a table of numbers alone, plain or packed by gzip; as {@link #read(Path, Integer)}
   * without a label column.
   */
  public static Table read(Path file) throws IOException {
    return read(file, null);
  }

  /**
   * Reads a table, plain or packed by gzip.
   *
   * @param labelColumn the column, from 0, that holds any text; from -1, counted from the end;
   *     {@code null} for none
   * @throws MalformedFileException as {@code file:line:column: 'abc' is not a number} (both from 1,
   *     the column being that of the table) where a cell is not a finite number, where lines differ
   *     in the number of columns, where there is no line, or where the label column lies outside
   */
  public static Table read(Path file, @Nullable Integer labelColumn) throws IOException {
    return parse(file, new CsvParser(file, labelColumn));
  }

  /**
   * Reads a table of numbers of which some may be missing: a cell that is empty or {@code nan} is
   * NaN. Otherwise as {@link #read(Path)}.
   */
  public static Table readWithGaps(Path file) throws IOException {
    return parse(file, new CsvParser(file, null, true));
  }

  private static Table parse(Path file, CsvParser parser) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(NumberSource.openUnpacked(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        parser.accept(line);
      }
      return parser.finish();
    } catch (IOException e) {
      throw NumberSource.translate(file, e);
    }
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
