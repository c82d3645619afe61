package io.ebm.core.cli;

import io.ebm.core.Texts;
import java.io.IOException;
import java.io.Writer;

/** Writes each line as {@link Texts#visible} shows it; tabs, which separate fields, stay. */
final class VisibleWriter extends Writer {

  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  VisibleWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(char[] letters, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      char letter = letters[i];
      if (letter == '\n' || letter == '\t') {
        pass();
        out.write(letter);
      } else {
        line.append(letter);
      }
    }
  }

  private void pass() throws IOException {
    out.write(Texts.visible(line.toString()));
    line.setLength(0);
  }

  @Override
  public void flush() throws IOException {
    pass();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    pass();
    out.close();
  }
}
