package io.ebm.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleWriterTest {

  @Test
  void letterAndLineAreShownHoweverTheyAreWritten() throws IOException {
    StringWriter out = new StringWriter();
    VisibleWriter writer = new VisibleWriter(out);
    for (char letter : "a\u001b[31m\tb\r\n".toCharArray()) {
      writer.write(letter);
    }
    writer.append("\ud83d\ude00 \u202e");
    writer.flush();
    assertThat(out).hasToString("a\\u001B[31m\tb\\r\n\ud83d\ude00 \\u202E");
  }

  @Test
  void aTableShowsItsCells() {
    assertThat(Tables.of(List.of("a", "b"), List.of(List.of("1\n2\u001b", "x"), List.of("3", "y"))))
        .isEqualTo("a           b\n1\\n2\\u001B  x\n3           y");
  }
}
