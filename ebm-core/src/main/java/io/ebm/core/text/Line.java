package io.ebm.core.text;

import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text and where it stands.
 *
 * @param label what stands beside it, or null
 * @param file as messages call it
 * @param number of the line, from 1
 */
record Line(String text, @Nullable String label, String file, long number) {

  /** The most characters of a line that is one example. */
  static final int LONGEST = 1_000_000;

  /** The next line of a file of examples, or null at the end. */
  static @Nullable String next(TextLines lines) throws IOException {
    String line = lines.next();
    if (line != null && line.length() > LONGEST) {
      throw lines.bad(
          String.format(
              "the line has %,d characters, and one that is an example may have %,d; does each"
                  + " example stand on a line of its own?",
              line.length(), LONGEST));
    }
    return line;
  }

  /** The label of a line that has one. */
  String labelled() {
    return Objects.requireNonNull(label);
  }

  IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException(TextLines.visible(file + ":" + number + ": " + problem));
  }
}
