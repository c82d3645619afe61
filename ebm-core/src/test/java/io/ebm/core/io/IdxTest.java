package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

  private static final byte[] BYTES = {
    0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 250
  };

  @TempDir Path folder;

  @Test
  void readsUnsignedBytesPlainAndPacked() throws IOException {
    Path plain = write("plain.idx", BYTES);
    Path packed = write("packed.idx", pack(BYTES));
    for (Path file : new Path[] {plain, packed}) {
      NumberArray array = Idx.read(file);
      assertThat(array).isInstanceOf(NumberArray.UnsignedBytes.class);
      assertThat(array.shape()).containsExactly(2, 3);
      assertThat(array.get(5)).isEqualTo(250);
    }
  }

  @Test
  void readsTheOtherTypes() throws IOException {
    assertThat(values(new byte[] {0, 0, 9, 1, 0, 0, 0, 2, -1, 5})).containsExactly(-1, 5);
    assertThat(values(new byte[] {0, 0, 0xB, 1, 0, 0, 0, 1, -1, -2})).containsExactly(-2);
    assertThat(values(new byte[] {0, 0, 0xC, 1, 0, 0, 0, 1, 0, 1, 0, 0})).containsExactly(65536);
    assertThat(values(new byte[] {0, 0, 0xD, 1, 0, 0, 0, 1, 0x3f, -64, 0, 0})).containsExactly(1.5);
    assertThat(values(new byte[] {0, 0, 0xE, 0, -64, 0, 0, 0, 0, 0, 0, 0})).containsExactly(-2);
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    for (int length = 0; length < BYTES.length; length++) {
      Path file = write("cut.idx", Arrays.copyOf(BYTES, length));
      assertThatThrownBy(() -> Idx.read(file))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith(file + ": ");
    }
    byte[] packed = pack(BYTES);
    for (int length = 2; length < packed.length; length++) {
      Path file = write("cut.idx.gz", Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> Idx.read(file))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void messagesSayWhatIsThere() throws IOException {
    Path cut = write("cut.idx", Arrays.copyOf(BYTES, BYTES.length - 1));
    assertThatThrownBy(() -> Idx.read(cut))
        .hasMessage(cut + ": an array of shape [2, 3] takes 6 bytes, but only 5 are there");
    Path cutPacked = write("cutPacked.idx", pack(Arrays.copyOf(BYTES, BYTES.length - 1)));
    assertThatThrownBy(() -> Idx.read(cutPacked))
        .hasMessage(cutPacked + ": an array of shape [2, 3] takes 6 bytes, but only 5 are there");
    Path text = write("text", new byte[] {'h', 'e', 'l', 'l', 'o'});
    assertThatThrownBy(() -> Idx.read(text)).hasMessageEndingWith("begins with 68 65 6c 6c");
    Path longer = write("longer", Arrays.copyOf(BYTES, BYTES.length + 1));
    assertThatThrownBy(() -> Idx.read(longer))
        .hasMessage(longer + ": more bytes follow the 6 of an array of shape [2, 3]");
    Path huge = write("huge", new byte[] {0, 0, 8, 1, 0x7f, 0, 0, 0, 1});
    assertThatThrownBy(() -> Idx.read(huge)).hasMessageContaining("but only 1 are there");
  }

  @Test
  void readsMnist() throws IOException {
    String data = System.getenv("EBM_DATA");
    assumeTrue(data != null, "EBM_DATA does not name the folder of the data sets");
    NumberArray images = Idx.read(Path.of(data, "mnist", "train-images-idx3-ubyte.gz"));
    NumberArray labels = Idx.read(Path.of(data, "mnist", "train-labels-idx1-ubyte.gz"));
    assertThat(images.shape()).containsExactly(60_000, 28, 28);
    assertThat(labels.shape()).containsExactly(60_000);
    double sum = 0;
    for (int i = 0; i < images.length(); i++) {
      sum += images.get(i);
    }
    assertThat(sum / images.length() / 255).isBetween(0.13065, 0.13070);
  }

  private double[] values(byte[] bytes) throws IOException {
    NumberArray array = Idx.read(write("values.idx", bytes));
    double[] values = new double[array.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i);
    }
    return values;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] pack(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
