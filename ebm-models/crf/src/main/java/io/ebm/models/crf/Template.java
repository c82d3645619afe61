package io.ebm.models.crf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a template file in the syntax of CRF++: {@code U05:%x[-1,0]/%x[0,0]} makes an
 * attribute of the whole text with each {@code %x[row,column]} replaced by the column of the token
 * {@code row} steps ahead. {@code U} is for attributes of a token, {@code B} for those of the step
 * from the token before; a bare {@code B} stands for transitions.
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

  private record Part(String text, @Nullable Macro macro) {}

  private record Macro(String function, int row, int column, int count) {}

  private final String line;
  private final List<Part> parts;

  private Template(String line, List<Part> parts) {
    this.line = line;
    this.parts = parts;
  }

  /**
   * Reads a template file's lines, without comments and empty ones.
   *
   * @throws IllegalArgumentException naming the line
   */
  static List<Template> parse(List<String> lines) {
    List<Template> templates = new ArrayList<>();
    for (String line : lines) {
      String text = line.strip();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        templates.add(parse(text));
      }
    }
    return templates;
  }

  private static Template parse(String text) {
    if (text.charAt(0) != 'U' && text.charAt(0) != 'B') {
      throw new IllegalArgumentException(
          "template '" + text + "' must begin with U, B or # (a comment)");
    }
    List<Part> parts = new ArrayList<>();
    Matcher macros = MACRO.matcher(text);
    int end = 0;
    while (macros.find()) {
      String function = macros.group(1);
      boolean counted = function.endsWith("fix");
      if (counted != (macros.group(4) != null)) {
        throw new IllegalArgumentException(
            "template '"
                + text
                + "': %"
                + function
                + (counted ? " needs [row,column,letters]" : " needs [row,column]"));
      }
      parts.add(
          new Part(
              text.substring(end, macros.start()),
              new Macro(
                  function,
                  Integer.parseInt(macros.group(2)),
                  Integer.parseInt(macros.group(3)),
                  counted ? Integer.parseInt(macros.group(4)) : 0)));
      end = macros.end();
    }
    String rest = text.substring(end);
    if (rest.contains("%x") || rest.matches(".*%(prefix|suffix|lower|shape)\\[.*")) {
      throw new IllegalArgumentException(
          "template '" + text + "': '" + rest + "' has no well-formed %x[row,column]");
    }
    parts.add(new Part(rest, null));
    return new Template(text, parts);
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
      case "lower" -> word.toLowerCase(java.util.Locale.ROOT);
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
