package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {

  @TempDir Path folder;

  private static List<String> all(byte[] bytes) throws IOException {
    List<String> all = new ArrayList<>();
    try (TextLines lines = TextLines.of(new ByteArrayInputStream(bytes), "t")) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
        assertThat(lines.number()).isEqualTo(all.size());
      }
      assertThat(lines.next()).isNull();
    }
    return all;
  }

  private static List<String> all(String text) throws IOException {
    return all(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void linesEndAtALineFeed() throws IOException {
    assertThat(all("")).isEmpty();
    assertThat(all("\n")).containsExactly("");
    assertThat(all("a\n\nb")).containsExactly("a", "", "b");
    assertThat(all("a\r\n\r\nb\r\n")).containsExactly("a", "", "b");
    assertThat(all("a\r")).containsExactly("a");
    assertThat(all("a\u2028b\u0085c\u000bd\ne")).containsExactly("a\u2028b\u0085c\u000bd", "e");
    assertThatThrownBy(() -> all("x\nab\rcd\n"))
        .hasMessage(
            "t:2:3: a carriage return with no line feed after it; end lines by \\n or by \\r\\n");
  }

  @Test
  void longLinesAreWhole() throws IOException {
    for (int length : new int[] {65_535, 65_536, 65_537, 131_072, 400_000}) {
      String line = "é" + "x".repeat(length - 2);
      assertThat(all(line + "\n" + line + "\ny\n")).containsExactly(line, line, "y");
      assertThat(all(line)).containsExactly(line);
    }
  }

  @Test
  void aMarkStandsAtTheBeginningAlone() throws IOException {
    assertThat(all("\ufeffa\n\ufeffb")).containsExactly("a", "\ufeffb");
    assertThat(all("\ufeff")).containsExactly("");
    assertThat(all("\ufeff\ufeffa")).containsExactly("\ufeffa");
    Path file = Files.writeString(folder.resolve("a.json"), "\ufeff{\r\n\ufffd}\r");
    assertThat(TextLines.whole(file)).isEqualTo("{\r\n\ufffd}\r");
  }

  @Test
  void otherEncodingsAreRefusedWithTheirPlace() throws IOException {
    assertThat(all("\ufffd \ud83d\ude00")).containsExactly("\ufffd \ud83d\ude00");
    byte[] latin = "a\nb\u00e9c\n".getBytes(StandardCharsets.ISO_8859_1);
    String problem = "is not text in UTF-8: there is the byte 0x%s; convert the text to UTF-8";
    assertThatThrownBy(() -> all(latin)).hasMessage("t:2:2: " + problem.formatted("E9"));
    byte[] afterEmoji = Arrays.copyOf("\ud83d\ude00\ufffd".getBytes(StandardCharsets.UTF_8), 9);
    afterEmoji[7] = (byte) 0xc3; // begins a letter that the text cuts off
    afterEmoji[8] = '\n';
    assertThatThrownBy(() -> all(afterEmoji)).hasMessage("t:1:3: " + problem.formatted("C3"));
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
    assertThatThrownBy(() -> all(surrogate)).hasMessage("t:1:1: " + problem.formatted("ED"));
    Path file = folder.resolve("latin");
    Files.write(file, latin);
    assertThatThrownBy(() -> TextLines.whole(file))
        .hasMessage(file + ":2:2: " + problem.formatted("E9"));
    for (String wide : List.of("UTF-16", "UTF-16LE")) {
      byte[] text = ("UTF-16LE".equals(wide) ? "\ufeffa" : "a").getBytes(Charset.forName(wide));
      assertThatThrownBy(() -> all(text))
          .hasMessageMatching("t:1:1: is not text in UTF-8: .*0xF[EF], as in UTF-16; .*");
    }
  }

  @Test
  void packedTextsAreUnpackedWhateverTheirName() throws IOException {
    assertThat(all(packed("a\nb\n"))).containsExactly("a", "b");
    Path file = Files.write(folder.resolve("plain.txt"), packed("\ufeffa"));
    assertThat(TextLines.all(file)).containsExactly("a");
    assertThat(TextLines.whole(file)).isEqualTo("a");
    byte[] cut = Arrays.copyOf(packed("a\nb\n"), 14);
    assertThatThrownBy(() -> all(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("t: the gzip data are cut off");
  }

  @Test
  void onlyBlanksAndTabsAreBlank() {
    assertThat(TextLines.words(" a \t\u3000 \u2028b ")).containsExactly("a", "\u3000", "\u2028b");
    assertThat(TextLines.words(" \t")).isEmpty();
    assertThat(TextLines.strip("\t \u00a0x \t")).isEqualTo("\u00a0x");
    assertThat(TextLines.isBlank(" \t ")).isTrue();
    assertThat(TextLines.isBlank("")).isTrue();
    assertThat(TextLines.isBlank("\u2003")).isFalse();
  }

  @Test
  void messagesShowWhatCannotBeSeen() throws IOException {
    assertThat(TextLines.visible("a\ufeff\u200b\u00a0b\t\n\r\u0000"))
        .isEqualTo("a\\uFEFF\\u200B\\u00A0b\\t\\n\\r\\u0000");
    assertThat(TextLines.visible("\u3000\u3164\ufe0f\udb40\udc41"))
        .isEqualTo("\\u3000\\u3164\\uFE0F\\uDB40\\uDC41");
    String plain = "é ü 漢 \ud83d\ude00 \\n";
    assertThat(TextLines.visible(plain)).isEqualTo(plain);
    TextLines lines = TextLines.of("a\n", "t");
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.bad("no\ufeff")).hasMessage("t:1: no\\uFEFF");
    assertThat(lines.bad(4, "no")).hasMessage("t:1:4: no");
    assertThat(lines.badText("no")).hasMessage("t: no");
  }
}
