package io.ebm.models.crf;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, counted, and none of them longer than {@value #LONGEST} characters. */
final class TextLines {

  static final int LONGEST = 1 << 20;

  private final Reader in;
  private final String name;
  private final char[] buffer = new char[1 << 13];
  private final StringBuilder line = new StringBuilder();
  private int at;
  private int end;
  private long number;

  TextLines(Reader in, String name) {
    this.in = in;
    this.name = name;
  }

  /** The next line without its end, or null. */
  @Nullable String next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    line.setLength(0);
    boolean whole = false;
    while (!whole && fill()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      if (line.length() + (stop - at) > LONGEST) {
        throw bad("the line is longer than " + LONGEST + " characters");
      }
      line.append(buffer, at, stop - at);
      whole = stop < end;
      at = whole ? stop + 1 : stop;
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    boolean marked = number == 1 && line.length() > 0 && line.charAt(0) == '\ufeff';
    return marked ? line.substring(1) : line.toString();
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = in.read(buffer, 0, buffer.length);
    return end > 0;
  }

  /** The number of the last line, from 1. */
  long number() {
    return number;
  }

  IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException(name + ":" + number + ": " + problem);
  }

  /** A problem of the whole text. */
  IllegalArgumentException badText(String problem) {
    return new IllegalArgumentException(name + ": " + problem);
  }
}
