package io.ebm.bench.reliability;

import java.util.List;
import java.util.regex.Pattern;

/** How a case ended. */
enum Outcome {
  /** Exit code 0. */
  DONE,
  /** A mistake of the user's, told in sentences: exit code 2. */
  REFUSED,
  /** A run that failed, told in a sentence: exit code 1. */
  FAILED,
  /** A message that speaks of the program's inside, or is far too long. */
  UNCLEAR,
  /** The heap was not enough. */
  OUT_OF_MEMORY,
  /** A stack trace. */
  UNEXPECTED,
  /** No end within the limit. */
  HANG;

  private static final int LONGEST = 20_000;

  private static final List<Pattern> INSIDE =
      List.of(
          Pattern.compile(
              "Exception|java\\.|io\\.ebm\\.|tools\\.jackson|com\\.google|\\bnull pointer"),
          Pattern.compile("(?m): null($|;)"),
          Pattern.compile("(?m)^\\s+at \\S+\\("),
          Pattern.compile("ALLOW_|@[0-9a-f]{6,}\\b"),
          Pattern.compile("[\\p{Cc}&&[^\n\r\t]]"));

  /** What the exit code and the standard error say. */
  static Outcome of(int code, String err) {
    if (err.contains("unexpected failure")) {
      return UNEXPECTED;
    }
    if (err.contains("the memory is too small")) {
      return OUT_OF_MEMORY;
    }
    if (code != 0
        && (err.isBlank()
            || err.length() > LONGEST
            || INSIDE.stream().anyMatch(pattern -> pattern.matcher(err).find()))) {
      return UNCLEAR;
    }
    return switch (code) {
      case 0 -> DONE;
      case 1 -> FAILED;
      case 2 -> REFUSED;
      default -> UNEXPECTED;
    };
  }

  /** Whether nothing is wrong with ebm. */
  boolean good() {
    return this == DONE || this == REFUSED || this == FAILED;
  }
}
