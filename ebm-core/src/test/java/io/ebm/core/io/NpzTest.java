package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {

  /** {@code savez_compressed(x=arange(12, dtype=uint8).reshape(2, 3, 2), y=int64([7, 3]))}. */
  private static final byte[] PACKED =
      Base64.getDecoder()
          .decode(
              "UEsDBC0AAAAIAAAAIQD1zwrZ//////////8FABQAeC5ucHkBABAAjAAAAAAAAABVAAAAAAAAAJvsF+obEMnI"
                  + "UMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsY6CkaaOgq1CuQB"
                  + "LgZGJmYWVjZ2Dk4ubgBQSwMELQAAAAgAAAAhAHaVJ3b//////////wUAFAB5Lm5weQEAEACQAAAAAAAAAEoA"
                  + "AAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvka"
                  + "RjqaOgq1ChQALnYGCGCG0gBQSwECLQMtAAAACAAAACEA9c8K2VUAAACMAAAABQAAAAAAAAAAAAAAgAEAAAAA"
                  + "eC5ucHlQSwECLQMtAAAACAAAACEAdpUndkoAAACQAAAABQAAAAAAAAAAAAAAgAGMAAAAeS5ucHlQSwUGAAAA"
                  + "AAIAAgBmAAAADQEAAAAA");

  /** {@code savez(float32([[0, 1], [2, 3], [4, 5]]))}. */
  private static final byte[] PLAIN =
      Base64.getDecoder()
          .decode(
              "UEsDBC0AAAAAAAAAIQDMypy9//////////8JABQAYXJyXzAubnB5AQAQAJgAAAAAAAAAmAAAAAAAAACTTlVN"
                  + "UFkBAHYAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywgMiks"
                  + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAA"
                  + "AAAAAIA/AAAAQAAAQEAAAIBAAACgQFBLAQItAy0AAAAAAAAAIQDMypy9mAAAAJgAAAAJAAAAAAAAAAAAAACA"
                  + "AQAAAABhcnJfMC5ucHlQSwUGAAAAAAEAAQA3AAAA0wAAAAAA");

  @TempDir Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.npz"), bytes);
  }

  @Test
  void readsWhatNumPyWrites() throws IOException {
    Path file = write(PACKED);
    NumberArray x = Npz.read(file, "x");
    assertThat(x.shape()).containsExactly(2, 3, 2);
    assertThat(((NumberArray.UnsignedBytes) x).values())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(((NumberArray.Longs) Npz.read(file, "y")).values()).containsExactly(7, 3);

    NumberArray only = Npz.read(write(PLAIN), null);
    assertThat(only.shape()).containsExactly(3, 2);
    assertThat(((NumberArray.Floats) only).values()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void arraysThatAreNotThere() throws IOException {
    Path file = write(PACKED);
    for (String name : new String[] {"z", null}) {
      assertThatThrownBy(() -> Npz.read(file, name))
          .isInstanceOfSatisfying(
              Npz.UnknownArrayException.class,
              e -> assertThat(e.names()).containsExactly("x", "y"));
    }
  }

  @Test
  void filesThatAreNone() throws IOException {
    for (byte[] bytes :
        new byte[][] {
          "hello".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(PACKED, PACKED.length / 2)
        }) {
      Path file = write(bytes);
      assertThatThrownBy(() -> Npz.read(file, "x"))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith(
              file + ": an npz file is a zip file of npy files; this cannot be read: ");
    }
    byte[] damaged = PLAIN.clone();
    damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("NUMPY")] = 'X';
    assertThatThrownBy(() -> Npz.read(write(damaged), "arr_0"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("a.npz, array 'arr_0': an npy file begins with");
  }

  @Test
  void rowsAreTransposedInPlace() throws IOException {
    NumberArray x = Npz.read(write(PACKED), "x");
    x.transposeRows(3, 2);
    assertThat(((NumberArray.UnsignedBytes) x).values())
        .containsExactly(0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11);
  }
}
