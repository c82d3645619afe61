package io.ebm.core.io;

import io.ebm.api.Batch;
import io.ebm.api.Decimals;
import io.ebm.api.TextLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a table one by one; see {@link Csv} for the rules. */
final class CsvParser {

  private static final char WHITE_SPACE = ' ';
  private static final int ANY = -1;

  private final TextLines lines;
  private final @Nullable Integer labelColumn;
  private final @Nullable Boolean declared;
  private final boolean gaps;
  private final int dim;
  private final List<String> labels = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private List<String> header = List.of();
  private float[] values = new float[1024];
  private int length;
  private long firstLine;
  private long blankLine;
  private int columns;
  private int label = -1;
  private char separator;

  private CsvParser(
      TextLines lines,
      @Nullable Integer labelColumn,
      @Nullable Boolean declared,
      boolean gaps,
      int dim) {
    this.lines = lines;
    this.labelColumn = labelColumn;
    this.declared = declared;
    this.gaps = gaps;
    this.dim = dim;
  }

  /**
   * A parser of a table that may be of any width.
   *
   * @param header whether there is one; null if the first line tells
   */
  static CsvParser ofTable(
      TextLines lines, @Nullable Integer labelColumn, @Nullable Boolean header) {
    return new CsvParser(lines, labelColumn, header, false, ANY);
  }

  /** The same where a cell may be empty or {@code nan}, for a number that is not known. */
  static CsvParser withGaps(TextLines lines) {
    return new CsvParser(lines, null, null, true, ANY);
  }

  /** A parser of rows of that many numbers; the label may be missing. */
  static CsvParser ofRows(
      TextLines lines, int dim, @Nullable Integer labelColumn, @Nullable Boolean header) {
    return new CsvParser(lines, labelColumn, header, false, dim);
  }

  /** Takes the line that was read last. */
  void accept(String text) {
    if (isBlank(text)) {
      blankLine = lines.number();
      return;
    }
    if (columns == 0) {
      separator = separator(text);
    }
    split(text);
    boolean named = columns == 0 && declared != null && declared;
    if (!named && isComment()) {
      return;
    }
    boolean doubtful = false;
    if (columns == 0) {
      begin();
      if (named || (declared == null && isHeader())) {
        header = numberCells();
        return;
      }
      doubtful = declared == null && numberCells().stream().noneMatch(this::isMeantAsNumber);
    }
    row(doubtful);
  }

  private void row(boolean doubtful) {
    if (cells.size() != columns) {
      boolean hash = cells.get(0).startsWith("#");
      throw lines.bad(
          "has "
              + cells.size()
              + " columns, but line "
              + firstLine
              + " has "
              + columns
              + (hash && label == 0 ? "; where labels stand first, # begins no comment" : ""));
    }
    if (gaps && columns == 1 && blankLine > firstLine) {
      throw lines.bad(
          "line " + blankLine + " before it is blank; for a number that is not known write NaN");
    }
    for (int column = 0; column < columns; column++) {
      if (column == label) {
        labels.add(cells.get(column));
      } else {
        append(number(column, doubtful));
      }
    }
  }

  Csv.Table finish() {
    List<String> all = List.copyOf(labels);
    Batch rows = take();
    if (rows == null) {
      throw lines.badText("has no row with a number");
    }
    return new Csv.Table(header, rows, all);
  }

  /** The rows since the last call; null if there are none. */
  @Nullable Batch take() {
    if (length == 0) {
      return null;
    }
    Batch rows = Batch.of(Arrays.copyOf(values, length), numbers());
    length = 0;
    labels.clear();
    return rows;
  }

  /** How many rows {@link #take} would give. */
  int rows() {
    return length == 0 ? 0 : length / numbers();
  }

  private int numbers() {
    return columns - (label < 0 ? 0 : 1);
  }

  /** Tabs alone are a row of empty cells where tabs separate. */
  private boolean isBlank(String text) {
    boolean tabs = columns == 0 ? gaps : separator == '\t';
    return TextLines.isBlank(text) && !(tabs && text.indexOf('\t') >= 0);
  }

  private static char separator(String text) {
    String stripped = TextLines.strip(text);
    String shown = stripped.isEmpty() ? text : stripped;
    for (char candidate : new char[] {'\t', ';', ','}) {
      if (shown.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return WHITE_SPACE;
  }

  /** Whether the cells are a remark: they begin with # and cannot be a row. */
  private boolean isComment() {
    String first = cells.get(0);
    if (!first.startsWith("#") || labelOf(cells.size()) == 0) {
      return false;
    }
    if (first.startsWith("# ") || (separator == WHITE_SPACE && first.equals("#"))) {
      return true;
    }
    List<String> others = cells.subList(1, cells.size());
    boolean row = !others.isEmpty() && others.stream().allMatch(this::isMeantAsNumber);
    return !row && !ColumnNames.isMissing(first);
  }

  /** Where the label stands in a row of that many cells; less than 0 or beyond it for none. */
  private int labelOf(int count) {
    if (labelColumn == null || count == dim) {
      return -1;
    }
    return labelColumn < 0 ? count + labelColumn : labelColumn;
  }

  private void begin() {
    int count = cells.size();
    if (dim != ANY && count != dim && !(labelColumn != null && count == dim + 1)) {
      throw lines.bad(
          "has "
              + count
              + " columns, but the model was trained on rows of "
              + dim
              + (labelColumn == null ? "" : ", or " + (dim + 1) + " with a label"));
    }
    label = labelOf(count);
    if (labelColumn != null && count != dim && (label < 0 || label >= count)) {
      throw lines.bad(
          "no column "
              + labelColumn
              + " for the label; there are "
              + count
              + ", 0 to "
              + (count - 1)
              + " or -"
              + count
              + " to -1");
    }
    firstLine = lines.number();
    columns = count;
  }

  private void split(String text) {
    cells.clear();
    if (separator == WHITE_SPACE) {
      for (String cell : TextLines.words(text)) {
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
    String text = TextLines.strip(cell);
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Whether the cells cannot but be names: words, all different; the first may be empty. */
  private boolean isHeader() {
    Set<String> names = new HashSet<>();
    for (int column = 0; column < columns; column++) {
      String cell = cells.get(column);
      boolean first = column == 0 && cell.isEmpty();
      if (column != label && !first && !(ColumnNames.isName(cell) && names.add(cell))) {
        return false;
      }
    }
    return !names.isEmpty();
  }

  private List<String> numberCells() {
    List<String> names = new ArrayList<>(cells);
    if (label >= 0) {
      names.remove(label);
    }
    return List.copyOf(names);
  }

  /** Whether a cell of the first line is, or was meant as, a number and not a name. */
  private boolean isMeantAsNumber(String text) {
    return (gaps && isGap(text))
        || (!text.isEmpty()
            && !Character.isLetter(text.charAt(0))
            && isOfDigits(text.replace(',', '.')));
  }

  private static boolean isGap(String text) {
    return text.isEmpty() || text.equalsIgnoreCase("nan");
  }

  private float number(int column, boolean doubtful) {
    String text = cells.get(column);
    if (gaps && isGap(text)) {
      return Float.NaN;
    }
    float value = Decimals.isNumber(text) ? Float.parseFloat(text) : Float.NaN;
    if (Float.isInfinite(value)) {
      throw lines.bad(column + 1, "'" + text + "' is too large for a float, which goes to 3.4e38");
    }
    if (Float.isNaN(value)) {
      throw lines.bad(column + 1, "'" + text + "' is not a number" + (doubtful ? noHeader() : ""));
    }
    return value;
  }

  private String noHeader() {
    return ", and no header begins with it: that has names, all different"
        + (gaps ? "" : ", or is declared by the data's setting 'header'");
  }

  /** Whether a text has the letters of a number alone, as one that is misspelt has too. */
  private static boolean isOfDigits(String text) {
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
