package io.ebm.core.text;

import io.ebm.api.ComponentContext;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** In what bytes a text file is written. */
public enum TextCharset {
  /** UTF-8. */
  UTF_8,
  /** ISO 8859-1: each byte is the character of that number. */
  LATIN_1;

  static final String DOC = "In what bytes the files are written: utf-8 or latin-1";

  /** How {@link TextLines} ends its message on what is no UTF-8. */
  private static final String CONVERT = "convert the text to UTF-8";

  /** What is done with the lines of a file. */
  interface Use {
    void of(TextLines lines) throws IOException;
  }

  /**
   * Opens a file, plain or .gz, and closes it after use.
   *
   * @param file as the experiment names it
   * @throws IllegalArgumentException if it cannot be read, or is no text in this charset; with its
   *     name
   */
  void use(ComponentContext context, String file, Use use) {
    Path path = context.resolve(file);
    try (InputStream in = InputFiles.open(path);
        InputStream text = this == UTF_8 ? in : new FromLatin1(InputFiles.unpacked(in));
        TextLines lines = TextLines.of(text, path.toString())) {
      use.of(lines);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(path, e), e);
    } catch (IllegalArgumentException e) {
      throw this == UTF_8 && String.valueOf(e.getMessage()).endsWith(CONVERT)
          ? new IllegalArgumentException(
              e.getMessage() + ", or give \"charset\": \"latin-1\" if it is that", e)
          : e;
    }
  }

  /** Bytes of ISO 8859-1 as those of UTF-8. */
  private static final class FromLatin1 extends FilterInputStream {
    private int pending = -1;

    FromLatin1(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      if (pending >= 0) {
        int second = pending;
        pending = -1;
        return second;
      }
      int value = in.read();
      if (value < 0x80) {
        return value;
      }
      pending = 0x80 | (value & 0x3f);
      return 0xc0 | (value >> 6);
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int value = read();
        if (value < 0) {
          return done == 0 ? -1 : done;
        }
        bytes[from + done++] = (byte) value;
      }
      return done;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
