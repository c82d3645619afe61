package io.ebm.core.io;

import io.ebm.api.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a table one by one; see {@link Csv} for the rules. */
final class CsvParser {

  private static final char WHITE_SPACE = ' ';

  private final Path file;
  private final @Nullable Integer labelColumn;
  private final boolean gaps;
  private final List<String> labels = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private List<String> header = List.of();
  private float[] values = new float[1024];
  private int length;
  private int line;
  private int firstLine;
  private int columns;
  private int label = -1;
  private char separator;

  CsvParser(Path file, @Nullable Integer labelColumn) {
    this(file, labelColumn, false);
  }

  /**
   * @param gaps whether a cell may be empty or {@code nan}, for a number that is not known
   */
  CsvParser(Path file, @Nullable Integer labelColumn, boolean gaps) {
    this.file = file;
    this.labelColumn = labelColumn;
    this.gaps = gaps;
  }

  /** Says how many lines went before. */
  void skipTo(int lines) {
    line = lines;
  }

  void accept(String text) throws MalformedFileException {
    line++;
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return;
    }
    if (firstLine == 0) {
      separator = separator(stripped);
      split(text);
      begin();
      if (isHeader()) {
        header = numberCells();
        return;
      }
    } else {
      split(text);
    }
    if (cells.size() != columns) {
      throw new MalformedFileException(
          file + ":" + line,
          "has " + cells.size() + " columns, but line " + firstLine + " has " + columns);
    }
    for (int column = 0; column < columns; column++) {
      if (column == label) {
        labels.add(cells.get(column));
      } else {
        append(number(column));
      }
    }
  }

  Csv.Table finish() throws MalformedFileException {
    int numbers = columns - (label < 0 ? 0 : 1);
    if (length == 0) {
      throw new MalformedFileException(file, "has no row with a number");
    }
    Batch rows = Batch.of(Arrays.copyOf(values, length), numbers);
    return new Csv.Table(header, rows, List.copyOf(labels));
  }

  /** The rows since the last call; null if there are none. */
  @Nullable Batch take() {
    if (length == 0) {
      return null;
    }
    Batch rows = Batch.of(Arrays.copyOf(values, length), columns - (label < 0 ? 0 : 1));
    length = 0;
    labels.clear();
    return rows;
  }

  /** How many rows {@link #take} would give. */
  int rows() {
    return length == 0 ? 0 : length / (columns - (label < 0 ? 0 : 1));
  }

  /** How many cells a line has that decides on the separator; 0 if it is skipped. */
  static int cells(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return 0;
    }
    char by = separator(stripped);
    return by == WHITE_SPACE
        ? stripped.split("\\s+", -1).length
        : (int) text.chars().filter(c -> c == by).count() + 1;
  }

  private static char separator(String text) {
    for (char candidate : new char[] {'\t', ';', ','}) {
      if (text.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return WHITE_SPACE;
  }

  private void begin() throws MalformedFileException {
    firstLine = line;
    columns = cells.size();
    if (labelColumn != null) {
      label = labelColumn < 0 ? columns + labelColumn : labelColumn;
      if (label < 0 || label >= columns) {
        throw new MalformedFileException(
            file + ":" + line,
            "no column "
                + labelColumn
                + " for the label; there are "
                + columns
                + ", 0 to "
                + (columns - 1)
                + " or -"
                + columns
                + " to -1");
      }
    }
  }

  private void split(String text) {
    cells.clear();
    if (separator == WHITE_SPACE) {
      for (String cell : text.strip().split("\\s+", -1)) {
        cells.add(unquote(cell));
      }
      return;
    }
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      cells.add(unquote(text.substring(from, to)));
      from = to + 1;
    }
    cells.add(unquote(text.substring(from)));
  }

  private static String unquote(String cell) {
    String text = cell.strip();
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private boolean isHeader() {
    boolean named = false;
    for (int column = 0; column < columns; column++) {
      if (column != label && (isNumber(cells.get(column)) || (gaps && isGap(cells.get(column))))) {
        return false;
      }
      named |= column != label && !cells.get(column).isEmpty();
    }
    return named;
  }

  private List<String> numberCells() {
    List<String> names = new ArrayList<>(cells);
    if (label >= 0) {
      names.remove(label);
    }
    return List.copyOf(names);
  }

  /** Whether a cell of the first line is, or was meant as, a number and not a name. */
  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && !Character.isLetter(text.charAt(0))
        && isPlain(text.replace(',', '.'));
  }

  private static boolean isGap(String text) {
    return text.isEmpty() || text.equalsIgnoreCase("nan");
  }

  private float number(int column) throws MalformedFileException {
    String text = cells.get(column);
    if (gaps && isGap(text)) {
      return Float.NaN;
    }
    float value = Float.NaN;
    try {
      value = isPlain(text) ? Float.parseFloat(text) : Float.NaN;
    } catch (NumberFormatException e) {
      // Stays NaN: told below.
    }
    if (!Float.isFinite(value)) {
      throw new MalformedFileException(
          file + ":" + line + ":" + (column + 1), "'" + text + "' is not a number");
    }
    return value;
  }

  /**
   * Rules out what Java takes for a number and a table does not: {@code 1f}, {@code 0x1p3}, NaN.
   */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '-' && c != '.' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }

  private void append(float value) {
    if (length == values.length) {
      values = Arrays.copyOf(values, Math.addExact(length, Math.max(length / 2, 16)));
    }
    values[length++] = value;
  }
}
