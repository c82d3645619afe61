package io.ebm.core.io;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be the name of a column, and cannot be a number that is missing or misspelt. */
final class ColumnNames {

  /** A word, or digits around letters as in {@code 1x1}; not a number with a wrong letter. */
  private static final Pattern NAME = Pattern.compile("[^0-9+.\\-].*|[0-9]+\\p{L}+[0-9]+");

  private static final Pattern NUMBER = Pattern.compile("0[xbo][0-9]+|[0-9]+[ed][0-9]+");

  /** How tables, spreadsheets and programs write that there is no number, in small letters. */
  private static final Set<String> MISSING =
      Set.of(
          "na",
          "n/a",
          "n.a.",
          "nan",
          "nat",
          "null",
          "nil",
          "none",
          "missing",
          "unknown",
          "undefined",
          "inf",
          "infinity",
          "infinite",
          "true",
          "false",
          "yes",
          "no",
          "#n/a",
          "#na",
          "<na>",
          "(null)",
          "#null!",
          "#div/0!",
          "#value!",
          "#ref!",
          "#name?",
          "#num!");

  private ColumnNames() {}

  static boolean isName(String cell) {
    String small = cell.toLowerCase(Locale.ROOT);
    return cell.codePoints().anyMatch(Character::isLetter)
        && NAME.matcher(cell).matches()
        && !NUMBER.matcher(small).matches()
        && !isMissing(cell);
  }

  static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }
}
