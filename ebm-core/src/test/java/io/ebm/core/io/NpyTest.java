package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    float[] values = new float[40_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    Path file = folder.resolve("a.npy");
    Npy.write(file, List.of(100, 20, 20), values);
    NumberArray array = Npy.read(file);
    assertThat(array.shape()).containsExactly(100, 20, 20);
    assertThat(((NumberArray.Floats) array).values()).isEqualTo(values);

    Npy.write(file, Batch.of(values, 400).slice(3, 5), List.of(20, 20));
    array = Npy.read(file);
    assertThat(array.shape()).containsExactly(2, 20, 20);
    assertThat(((NumberArray.Floats) array).values())
        .isEqualTo(Arrays.copyOfRange(values, 1200, 2000));
  }

  @Test
  void headerIsAlignedAsNumPyDoes() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, List.of(2), new float[] {1f, 2f});
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 8);
    assertThat(new String(bytes, 10, 60, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
    assertThat(bytes[127]).isEqualTo((byte) '\n');
  }

  @Test
  void readsTypesVersionsAndByteOrders() throws IOException {
    assertThat(values(1, "<f8", "(1,)", 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)).containsExactly(1);
    assertThat(values(2, ">f4", "()", 0x40, 0, 0, 0)).containsExactly(2);
    assertThat(values(3, "|u1", "(2, 1)", 200, 1)).containsExactly(200, 1);
    assertThat(values(1, "|b1", "(2,)", 0, 1)).containsExactly(0, 1);
    assertThat(values(1, "|i1", "(1,)", 255)).containsExactly(-1);
    assertThat(values(1, "<i2", "(1,)", 1, 1)).containsExactly(257);
    assertThat(values(1, "<i4", "(1,)", 254, 255, 255, 255)).containsExactly(-2);
    assertThat(values(1, ">i8", "(1,)", 0, 0, 0, 0, 0, 0, 1, 0)).containsExactly(256);
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertThatThrownBy(() -> values(1, "<c8", "(1,)", 0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("'<c8'; read are bool, uint8, int8 to int64, float32 and float64");
    assertThatThrownBy(() -> values(4, "<f4", "(1,)", 0, 0, 0, 0)).hasMessageContaining("not 4");
    assertThatThrownBy(() -> values(1, "<f4", "(2,)", 0, 0, 0, 0))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("an array of shape [2] takes 8 bytes, but only 4 are there");
    assertThatThrownBy(() -> values(1, "<f4", "(x,)", 0, 0, 0, 0)).hasMessageContaining("'shape'");
    Path fortran = folder.resolve("fortran.npy");
    Files.write(
        fortran, file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", 0, 0, 0, 0));
    assertThatThrownBy(() -> Npy.read(fortran)).hasMessageContaining("ascontiguousarray");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Npy.write(fortran, List.of(3), new float[2]));
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] whole = file(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", 1, 2);
    Path file = folder.resolve("cut.npy");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Npy.read(file)).isInstanceOf(MalformedFileException.class);
    }
  }

  private double[] values(int version, String descr, String shape, int... bytes)
      throws IOException {
    String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    Path file = folder.resolve("values.npy");
    Files.write(file, file(version, header, bytes));
    NumberArray array = Npy.read(file);
    double[] values = new double[array.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i);
    }
    return values;
  }

  private static byte[] file(int version, String header, int... bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.write(header.length());
    out.write(0);
    if (version > 1) {
      out.write(new byte[2]);
    }
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    for (int b : bytes) {
      out.write(b);
    }
    return out.toByteArray();
  }
}
