package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir Path folder;

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    try (InputStream in = InputFiles.unpacked(new Slow(bytes))) {
      return in.readAllBytes();
    }
  }

  /** As a pipe: never says that there is more, and gives a few bytes at a time. */
  private static final class Slow extends ByteArrayInputStream {
    Slow(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int available() {
      return 0;
    }

    @Override
    public synchronized int read(byte[] into, int from, int most) {
      return super.read(into, from, Math.min(most, 1000));
    }
  }

  /** Sizes about those of buffers, where a member's end and the next one's header may be apart. */
  @Test
  void membersFollowEachOther() throws IOException {
    for (int size : new int[] {0, 1, 960, 970, 980, 65_500, 65_536, 200_000}) {
      byte[] plain = new byte[size];
      for (int i = 0; i < size; i++) {
        plain[i] = (byte) (i * 31 + i / 7 * 17 + i / 1009 * 3);
      }
      byte[] member = packed(plain);
      assertThat(unpacked(member)).as("%s bytes", size).isEqualTo(plain);
      assertThat(unpacked(joined(member, member)))
          .as("two of %s bytes", size)
          .isEqualTo(joined(plain, plain));
    }
  }

  @Test
  void nothingElseFollowsThem() throws IOException {
    for (int size : new int[] {0, 1, 960, 970, 980, 65_500, 65_536}) {
      byte[] member = packed(new byte[size]);
      for (int more : new int[] {1, 5, 18, 30, 70_000}) {
        byte[] tail = new byte[more];
        Arrays.fill(tail, (byte) 'x');
        assertThatIOException()
            .as("%s bytes and %s more", size, more)
            .isThrownBy(() -> unpacked(joined(member, tail)))
            .isInstanceOf(ZipException.class)
            .withMessage("the gzip data are damaged: bytes follow that are not of them");
      }
    }
  }

  @Test
  void damageIsToldInWords() throws IOException {
    byte[] member =
        packed("some text, some more text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int length = 2; length < member.length; length++) {
      byte[] cut = Arrays.copyOf(member, length);
      assertThatIOException()
          .isThrownBy(() -> unpacked(cut))
          .withMessage("the gzip data are cut off");
    }
    byte[] other = member.clone();
    other[other.length - 6] ^= 1;
    assertThatIOException()
        .isThrownBy(() -> unpacked(other))
        .withMessageStartingWith("the gzip data are damaged: ")
        .withMessageNotContaining("null");
  }

  @Test
  void onlyRegularFilesAreRead() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> TextLines.open(folder))
        .withMessage(folder + ": it is a folder, not a file");
    assertThatIOException()
        .isThrownBy(() -> TextLines.all(folder.resolve("absent")))
        .satisfies(
            e ->
                assertThat(InputFiles.sentence(folder.resolve("absent"), e))
                    .isEqualTo(folder.resolve("absent") + ": there is no such file"));
    Path file = Files.writeString(folder.resolve("a"), "text");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, file);
    assertThat(TextLines.all(link)).containsExactly("text");
    Path zeros = Path.of("/dev/zero");
    assumeThat(zeros).exists();
    assertThatIOException()
        .isThrownBy(() -> TextLines.whole(zeros))
        .withMessageContaining("it is a pipe or a device, which cannot be read twice");
  }

  @Test
  void aTextThatIsReadAsAWholeHasAnEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] into, int from, int count) {
            Arrays.fill(into, from, from + count, (byte) 'a');
            return count;
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextLines.whole(endless, "pipe"))
        .withMessage("pipe: is longer than 67108864 bytes, as no such text is");
  }

  @Test
  void numbersAreWhatEveryLanguageTakesForOne() {
    for (String number : new String[] {"1", "-1", "+1", "1.", ".5", "1.5", "1e5", "1.E-5", "007"}) {
      assertThat(Decimals.isNumber(number)).as(number).isTrue();
    }
    for (String other :
        new String[] {
          "",
          "-",
          ".",
          "e5",
          "1e",
          "1e+",
          "1f",
          "1d",
          "0x1p3",
          "NaN",
          "Infinity",
          " 1",
          "1 ",
          "1_0",
          "\u0663",
          "1.2.3",
          "1,5",
          "--1"
        }) {
      assertThat(Decimals.isNumber(other)).as(other).isFalse();
    }
  }
}
