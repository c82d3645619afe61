package io.ebm.models.crf;

import io.ebm.api.TextLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line in CRFsuite's format, read as its {@code frontend/iwa.c} and {@code reader.c} do: fields
 * {@code name} or {@code name:number}, separated by tabs, empty ones passed over. A backslash
 * escapes a colon or a backslash and is a letter elsewhere. The first field is the label, the
 * others are attributes; before the label may stand {@code @weight:number}, the weight of the
 * sentence.
 *
 * <p>Refused is what CRFsuite takes but can only misread: a second colon, a number that is none
 * (there 0), a colon in a label (what follows is lost there), an unnamed label.
 */
final class AttributeLine {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final String line;
  private final TextLines lines;
  private int at;

  private AttributeLine(String line, TextLines lines) {
    this.line = line;
    this.lines = lines;
  }

  /**
   * Whether a line ends a sentence: it is empty, or of blanks, which CRFsuite takes for a label.
   * One of tabs alone has no field, and is nothing at all.
   */
  static boolean isSeparator(String line) {
    return line.isEmpty() || (TextLines.isBlank(line) && line.indexOf(' ') >= 0);
  }

  /**
   * Reads a line that is no separator.
   *
   * @param labelOptional whether a tab at the beginning stands for a label that is not known
   */
  static void read(String line, TextLines lines, boolean labelOptional, RawSentence into) {
    new AttributeLine(line, lines).read(labelOptional, into);
  }

  private void read(boolean labelOptional, RawSentence into) {
    boolean begun = line.startsWith("\t");
    skipTabs();
    if (at == line.length()) {
      into.other(line);
      return;
    }
    if (begun && !labelOptional) {
      throw bad(0, "the label is empty");
    }
    String label = null;
    while (!begun && at < line.length()) {
      int from = at;
      String name = name();
      String value = value();
      if (name.startsWith("@")) {
        into.weight = declared(from, name, value);
      } else if (name.isEmpty()) {
        throw bad(from, "the label is empty");
      } else if (value != null) {
        throw bad(from, "the label '" + name + "' ends at a colon; write \\: for one in a label");
      } else {
        label = name;
        begun = true;
      }
      skipTabs();
    }
    if (begun) {
      attributes(label, into);
    } else {
      into.other(line);
    }
  }

  private void attributes(@Nullable String label, RawSentence into) {
    List<String> names = new ArrayList<>();
    float[] values = null;
    while (at < line.length()) {
      int from = at;
      names.add(name());
      String value = value();
      if (value != null && !value.isEmpty()) {
        values = values == null ? ones() : values;
        values[names.size() - 1] = (float) number(from, value, Float.MAX_VALUE);
      }
      skipTabs();
    }
    into.token(line, names.toArray(String[]::new), values, label);
  }

  /** As many as there can be attributes. */
  private float[] ones() {
    float[] ones = new float[1 + (int) line.chars().filter(letter -> letter == '\t').count()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private double declared(int from, String name, @Nullable String value) {
    if (!name.equals("@weight")) {
      throw bad(from, "there is no declaration '" + name + "'; the only one is @weight:number");
    }
    double weight = number(from, value == null ? "" : value, Double.MAX_VALUE);
    if (weight < 0) {
      throw bad(from, "the weight of a sentence must not be negative, but is " + value);
    }
    return weight;
  }

  private double number(int from, String text, double most) {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(Math.abs(number) <= most)) {
      throw bad(
          from,
          "in '"
              + line.substring(from, at)
              + "', '"
              + text
              + "' is no finite number; write \\: for a colon in a name");
    }
    return number;
  }

  /** The number's text after a colon; null if there is no colon. */
  private @Nullable String value() {
    if (at == line.length() || line.charAt(at) == '\t') {
      return null;
    }
    int from = at++;
    String value = name();
    if (at < line.length() && line.charAt(at) == ':') {
      throw bad(from, "a second colon in a field; write \\: for a colon in a name");
    }
    return value;
  }

  /** Up to a colon or tab, which is not taken. */
  private String name() {
    int from = at;
    StringBuilder unescaped = null;
    for (; at < line.length() && line.charAt(at) != '\t' && line.charAt(at) != ':'; at++) {
      char next = at + 1 < line.length() ? line.charAt(at + 1) : 0;
      if (line.charAt(at) == '\\' && (next == ':' || next == '\\')) {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(line, from, at++);
        from = at; // the escaped letter begins the next part
      }
    }
    String rest = line.substring(from, at);
    return unescaped == null ? rest : unescaped.append(rest).toString();
  }

  private void skipTabs() {
    while (at < line.length() && line.charAt(at) == '\t') {
      at++;
    }
  }

  private IllegalArgumentException bad(int index, String problem) {
    return lines.bad(line.codePointCount(0, index) + 1, problem);
  }
}
