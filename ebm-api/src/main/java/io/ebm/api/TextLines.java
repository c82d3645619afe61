package io.ebm.api;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, read in one way for every format, so that no byte is lost or replaced in
 * silence:
 *
 * <ul>
 *   <li>A text is UTF-8; anything else is refused with its line and column. A byte-order mark at
 *       its beginning is passed over.
 *   <li>A line ends at a line feed, or at a carriage return and a line feed, or with the text. A
 *       carriage return elsewhere is refused: readers disagree on whether it ends a line.
 *   <li>A text that is packed by gzip is unpacked, whatever its name.
 *   <li>A file is a regular one; see {@link InputFiles}.
 *   <li>A line has at most {@value #LONGEST} bytes.
 * </ul>
 *
 * <p>Whoever reads a format builds its messages by {@link #bad}, which names the text and the line
 * and makes {@link #visible} what cannot be seen. For one thread.
 */
public final class TextLines implements Closeable {

  /** The most bytes of a line. */
  public static final int LONGEST = 1 << 26;

  private static final int CHUNK = 1 << 16;
  private static final char MARK = '\ufeff';

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[CHUNK];
  private int at;
  private int end;
  private byte[] wide = new byte[0];
  private long number;

  private TextLines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /**
   * Opens a file; it is called by its path in messages.
   *
   * @throws IOException if it cannot be opened
   */
  public static TextLines open(Path file) throws IOException {
    InputStream in = InputFiles.open(file);
    try {
      return of(in, file.toString());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Begins to read a stream; {@link #close} closes it.
   *
   * @param name what to call the text in messages
   */
  public static TextLines of(InputStream in, String name) throws IOException {
    return new TextLines(unpacked(in, name), name);
  }

  /** Lines of a text that is in memory. */
  public static TextLines of(String text, String name) {
    return new TextLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  /**
   * All lines of a file.
   *
   * @throws IllegalArgumentException if it is not a text
   */
  public static List<String> all(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (TextLines lines = open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
      }
    }
    return all;
  }

  /**
   * The whole of a file whose format has rules of its own for the ends of lines, as JSON: without
   * its byte-order mark, and otherwise as it stands.
   *
   * @throws IllegalArgumentException if it is not UTF-8 or has more than {@value #LONGEST} bytes
   */
  public static String whole(Path file) throws IOException {
    return whole(InputFiles.open(file), file.toString());
  }

  /** The same of a stream, which is closed. */
  static String whole(InputStream stream, String name) throws IOException {
    try (stream;
        InputStream in = InputFiles.unpacked(stream)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IllegalArgumentException(
            visible(name) + ": is longer than " + LONGEST + " bytes, as no such text is");
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      int line = 1;
      for (int from = 0; text.indexOf('\ufffd') >= 0 && from < bytes.length; line++) {
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
          to++;
        }
        checkUtf8(bytes, from, to, name, line);
        from = to + 1;
      }
      return withoutMark(text);
    } catch (ZipException e) {
      throw damaged(name, e);
    }
  }

  private static InputStream unpacked(InputStream in, String name) throws IOException {
    try {
      return InputFiles.unpacked(in);
    } catch (ZipException e) {
      throw damaged(name, e);
    }
  }

  private static IllegalArgumentException damaged(String name, ZipException e) {
    return new IllegalArgumentException(visible(name + ": " + e.getMessage()), e);
  }

  /**
   * The next line without its end; null after the last.
   *
   * @throws IllegalArgumentException if it is not a line of a text as this class demands
   */
  public @Nullable String next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    int stop = stop();
    if (stop < end) {
      String line = line(buffer, at, stop);
      at = stop + 1;
      return line;
    }
    int length = 0;
    do {
      stop = stop();
      if (length + (stop - at) > LONGEST) {
        throw bad("the line is longer than " + LONGEST + " bytes");
      }
      if (length + (stop - at) > wide.length) {
        wide = Arrays.copyOf(wide, Math.max(2 * wide.length, length + (stop - at)));
      }
      System.arraycopy(buffer, at, wide, length, stop - at);
      length += stop - at;
      at = stop;
    } while (stop == end && fill());
    at = Math.min(end, at + 1);
    return line(wide, 0, length);
  }

  /** Where the line ends within the buffer, or the buffer's end. */
  private int stop() {
    int stop = at;
    while (stop < end && buffer[stop] != '\n') {
      stop++;
    }
    return stop;
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    try {
      end = Math.max(0, in.read(buffer, 0, buffer.length));
    } catch (ZipException e) {
      end = 0;
      throw damaged(name, e);
    }
    return end > 0;
  }

  private String line(byte[] bytes, int from, int stop) {
    int to = stop > from && bytes[stop - 1] == '\r' ? stop - 1 : stop;
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      checkUtf8(bytes, from, to, name, number);
    }
    String line = number == 1 ? withoutMark(text) : text;
    int lone = line.indexOf('\r');
    if (lone >= 0) {
      throw bad(
          lone + 1, "a carriage return with no line feed after it; end lines by \\n or by \\r\\n");
    }
    return line;
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** Finds the first byte that is no UTF-8; the text may hold U+FFFD by right. */
  private static void checkUtf8(byte[] bytes, int from, int to, String name, long line) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from + 1);
    if (decoder.decode(in, out, true).isError()) {
      String before = out.flip().toString();
      boolean utf16 = line == 1 && in.position() == from && to - from > 1 && isUtf16(bytes, from);
      throw new IllegalArgumentException(
          visible(name)
              + ":"
              + line
              + ":"
              + (before.codePointCount(0, before.length()) + 1)
              + ": is not text in UTF-8: there is the byte 0x"
              + Integer.toHexString(in.get(in.position()) & 0xff).toUpperCase(Locale.ROOT)
              + (utf16 ? ", as in UTF-16" : "")
              + "; convert the text to UTF-8");
    }
  }

  private static boolean isUtf16(byte[] bytes, int from) {
    int first = bytes[from] & 0xff;
    int second = bytes[from + 1] & 0xff;
    return first + second == 0xff + 0xfe && Math.abs(first - second) == 1;
  }

  /** The number of the line that {@link #next} gave last, from 1; 0 before the first. */
  public long number() {
    return number;
  }

  /** What the text is called. */
  public String name() {
    return name;
  }

  /** A fault of the last line, as {@code name:line: problem}. */
  public IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException(visible(name + ":" + number + ": " + problem));
  }

  /**
   * A fault at a place in the last line, as {@code name:line:column: problem}.
   *
   * @param column from 1, as the format counts columns
   */
  public IllegalArgumentException bad(int column, String problem) {
    return new IllegalArgumentException(
        visible(name + ":" + number + ":" + column + ": " + problem));
  }

  /** A fault of the whole text, as {@code name: problem}. */
  public IllegalArgumentException badText(String problem) {
    return new IllegalArgumentException(visible(name + ": " + problem));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether a line holds blanks and tabs alone; no other letter counts as white space. */
  public static boolean isBlank(String line) {
    return skip(line, 0) == line.length();
  }

  /** A text without the blanks and tabs around it. */
  public static String strip(String text) {
    int from = skip(text, 0);
    int to = text.length();
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The words of a line, which blanks and tabs separate, any number of them. */
  public static String[] words(String line) {
    List<String> words = new ArrayList<>();
    for (int from = skip(line, 0); from < line.length(); ) {
      int to = from;
      while (to < line.length() && !isBlank(line.charAt(to))) {
        to++;
      }
      words.add(line.substring(from, to));
      from = skip(line, to);
    }
    return words.toArray(String[]::new);
  }

  private static int skip(String line, int from) {
    int at = from;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  /**
   * A text for a message: what could not be seen in it stands as <code>&#92;uFEFF</code>, and tabs
   * and ends of lines as {@code \t}, {@code \n}, {@code \r}.
   */
  public static String visible(String text) {
    if (text.codePoints().noneMatch(TextLines::isInvisible)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\t' -> shown.append("\\t");
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                default -> {
                  if (isInvisible(point)) {
                    for (char unit : Character.toChars(point)) {
                      shown.append(String.format("\\u%04X", (int) unit));
                    }
                  } else {
                    shown.appendCodePoint(point);
                  }
                }
              }
            });
    return shown.toString();
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> isBlankLetter(point);
    };
  }

  /** Letters and marks that are drawn as nothing. */
  private static boolean isBlankLetter(int point) {
    return point == 0x034f // combining grapheme joiner
        || point == 0x115f // Hangul fillers
        || point == 0x1160
        || point == 0x3164
        || point == 0xffa0
        || point == 0x2800 // Braille blank
        || (point >= 0x180b && point <= 0x180f) // variation selectors
        || (point >= 0xfe00 && point <= 0xfe0f)
        || (point >= 0xe0100 && point <= 0xe01ef);
  }
}
