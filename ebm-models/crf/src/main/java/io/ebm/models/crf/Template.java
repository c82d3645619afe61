package io.ebm.models.crf;

import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a template file in the syntax of CRF++: {@code U05:%x[-1,0]/%x[0,0]} makes an
 * attribute of the whole text with each {@code %x[row,column]} replaced by the column of the token
 * {@code row} steps ahead. {@code U} is for attributes of a token, {@code B} for those of the step
 * from the token before; a bare {@code B} stands for transitions. A {@code %} that begins no macro
 * is an error, and blanks are text.
 *
 * <p>Beyond CRF++ there are {@code %prefix[row,column,n]} and {@code %suffix[row,column,n]}, the
 * first or last {@code n} letters (all of a shorter word); {@code %lower[row,column]}; and {@code
 * %shape[row,column]}, with runs of capitals as {@code A}, of small letters as {@code a}, of digits
 * as {@code 0}, and other letters as they are.
 */
final class Template {

  private static final Pattern MACRO =
      Pattern.compile(
          "%(x|prefix|suffix|lower|shape)\\[(-?\\d{1,4}),(\\d{1,4})(?:,(\\d{1,4}))?\\]");

  /** Makes an exception of what is wrong at a column, from 1. */
  private interface Fault {
    IllegalArgumentException at(int column, String problem);
  }

  private record Part(String text, @Nullable Macro macro) {}

  private record Macro(String function, int row, int column, int count) {}

  private final String line;
  private final List<Part> parts;

  private Template(String line, List<Part> parts) {
    this.line = line;
    this.parts = parts;
  }

  /**
   * Reads a template file, without comments and blank lines.
   *
   * @throws IllegalArgumentException naming the line and the column
   */
  static List<Template> parse(TextLines lines) throws IOException {
    List<Template> templates = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = line;
      parse(
          text,
          (column, problem) -> lines.bad(column, "template '" + text + "': " + problem),
          templates);
    }
    return templates;
  }

  /**
   * Reads the lines of a template file.
   *
   * @throws IllegalArgumentException naming the line and the column
   */
  static List<Template> parse(List<String> lines) {
    List<Template> templates = new ArrayList<>();
    for (String line : lines) {
      parse(
          line,
          (column, problem) ->
              new IllegalArgumentException(
                  "template '" + line + "', column " + column + ": " + problem),
          templates);
    }
    return templates;
  }

  private static void parse(String line, Fault fault, List<Template> into) {
    if (TextLines.isBlank(line) || line.charAt(0) == '#') {
      return;
    }
    if (line.charAt(0) != 'U' && line.charAt(0) != 'B') {
      throw fault.at(1, "must begin with U, B or # (a comment)");
    }
    List<Part> parts = new ArrayList<>();
    Matcher macro = MACRO.matcher(line);
    int end = 0;
    for (int at = line.indexOf('%'); at >= 0; at = line.indexOf('%', end)) {
      if (!macro.region(at, line.length()).lookingAt()) {
        throw fault.at(at + 1, noMacro(line.substring(at)));
      }
      parts.add(new Part(line.substring(end, at), macro(macro, at, fault)));
      end = macro.end();
    }
    parts.add(new Part(line.substring(end), null));
    into.add(new Template(line, parts));
  }

  private static Macro macro(Matcher found, int at, Fault fault) {
    String function = found.group(1);
    boolean counted = function.endsWith("fix");
    if (counted != (found.group(4) != null)) {
      throw fault.at(
          at + 1,
          "%" + function + (counted ? " needs [row,column,letters]" : " needs [row,column]"));
    }
    return new Macro(
        function,
        Integer.parseInt(found.group(2)),
        Integer.parseInt(found.group(3)),
        counted ? Integer.parseInt(found.group(4)) : 0);
  }

  /** As in CRF++, a % is never text. */
  private static String noMacro(String rest) {
    Matcher small = MACRO.matcher(rest.toLowerCase(Locale.ROOT).replace(" ", ""));
    return "a % must begin %x[row,column], %prefix[row,column,letters], %suffix[row,column,letters],"
        + " %lower[row,column] or %shape[row,column]"
        + (small.lookingAt() ? "; did you mean '" + small.group() + "'?" : "");
  }

  /** Whether it is of the step between tokens. */
  boolean isEdge() {
    return line.charAt(0) == 'B';
  }

  /** Whether it is the bare B of transitions, without anything of the sentence. */
  boolean isTransition() {
    return isEdge() && parts.size() == 1;
  }

  /** The greatest column referred to; -1 if there is none. */
  int lastColumn() {
    int last = -1;
    for (Part part : parts) {
      last = Math.max(last, part.macro() == null ? -1 : part.macro().column());
    }
    return last;
  }

  boolean refersTo(int column) {
    return parts.stream().anyMatch(part -> part.macro() != null && part.macro().column() == column);
  }

  /**
   * Writes the attribute of a token.
   *
   * @param markers whether places outside of the sentence are written {@code _B-1}, {@code _B+1}, …
   * @return whether there is one; false if it refers outside and there are no markers
   */
  boolean expand(List<String[]> tokens, int token, boolean markers, Utf8 into) {
    into.clear();
    for (Part part : parts) {
      into.append(part.text());
      Macro macro = part.macro();
      if (macro == null) {
        continue;
      }
      int at = token + macro.row();
      if (at >= 0 && at < tokens.size()) {
        into.append(apply(macro, tokens.get(at)[macro.column()]));
      } else if (markers) {
        into.append(at < 0 ? "_B" + at : "_B+" + (at - tokens.size() + 1));
      } else {
        return false;
      }
    }
    return true;
  }

  private static String apply(Macro macro, String word) {
    return switch (macro.function()) {
      case "prefix" -> word.substring(0, cut(word, macro.count()));
      case "suffix" -> word.substring(cut(word, letters(word) - macro.count()));
      case "lower" -> word.toLowerCase(Locale.ROOT);
      case "shape" -> shape(word);
      default -> word;
    };
  }

  private static int letters(String word) {
    return word.codePointCount(0, word.length());
  }

  /** Where the letter of that number begins, within the word. */
  private static int cut(String word, int letter) {
    return word.offsetByCodePoints(0, Math.max(0, Math.min(letter, letters(word))));
  }

  private static String shape(String word) {
    StringBuilder shape = new StringBuilder();
    int last = -1;
    for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      int letter = word.codePointAt(i);
      int kind =
          Character.isUpperCase(letter)
              ? 'A'
              : Character.isLetter(letter) ? 'a' : Character.isDigit(letter) ? '0' : letter;
      if (kind != last) {
        shape.appendCodePoint(kind);
      }
      last = kind;
    }
    return shape.toString();
  }

  @Override
  public String toString() {
    return line;
  }
}
