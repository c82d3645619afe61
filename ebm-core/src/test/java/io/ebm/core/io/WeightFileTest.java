package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFileTest {

  @TempDir Path folder;

  /** A file as the format describes it, by its bytes. */
  private Path file(String header, ByteBuffer values) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + values.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(json.length).put(json).put(values.flip());
    return Files.write(folder.resolve("w.safetensors"), all.array());
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Halves by the definition of binary16: 1, -2, 65504, 2^-24, the least normal, infinity. */
  @Test
  void readsRealNumbersOfEveryWidthAsFloats() throws IOException {
    ByteBuffer values = bytes(16 + 4 + 12 + 4 + 2);
    values.putDouble(0.1).putDouble(1e300).putFloat(-3.5f);
    for (int half : new int[] {0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x7c00}) {
      values.putShort((short) half);
    }
    values.putShort((short) 0x3f80).putShort((short) 0xc2f7).putShort((short) 7);
    Path file =
        file(
            """
            {"d": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]},
            "f": {"dtype": "F32", "shape": [], "data_offsets": [16, 20]},
            "h": {"dtype": "F16", "shape": [2, 3], "data_offsets": [20, 32]},
            "b": {"dtype": "BF16", "shape": [2], "data_offsets": [32, 36]},
            "n": {"dtype": "U8", "shape": [2], "data_offsets": [36, 38]}}""",
            values);
    try (WeightFile weights = WeightFile.open(file)) {
      assertThat(weights.tensors().keySet()).containsExactly("d", "f", "h", "b", "n");
      assertThat(weights.tensors().get("h"))
          .isEqualTo(new WeightFile.Listed("h", "F16", List.of(2, 3)));
      assertThat(weights.floats("b")).containsExactly(1f, -123.5f);
      assertThat(weights.floats("f")).containsExactly(-3.5f);
      assertThat(weights.floats("h"))
          .containsExactly(1f, -2f, 65504f, 0x1p-24f, 0x1p-14f, Float.POSITIVE_INFINITY);
      assertThat(weights.floats("d")).containsExactly(0.1f, Float.POSITIVE_INFINITY);
      assertThat(weights.tensors().values())
          .filteredOn(tensor -> !tensor.real())
          .containsExactly(new WeightFile.Listed("n", "U8", List.of(2)));
      assertThatThrownBy(() -> weights.floats("n")).hasMessage("no tensor of real numbers 'n'");
    }
  }

  @Test
  void readsLongTensorsPieceByPiece() throws IOException {
    int length = 700_000;
    ByteBuffer values = bytes(2 * length);
    for (int i = 0; i < length; i++) {
      values.putShort((short) (Float.floatToIntBits(i % 128) >> 16));
    }
    Path file =
        file(
            "{\"b\": {\"dtype\": \"BF16\", \"shape\": [700000], \"data_offsets\": [0, 1400000]}}",
            values);
    try (WeightFile weights = WeightFile.open(file)) {
      float[] read = weights.floats("b");
      for (int i = 0; i < length; i++) {
        assertThat(read[i] == i % 128).as("value %d", i).isTrue();
      }
    }
  }

  @Test
  void refusesWhatIsDamaged() throws IOException {
    Path cut =
        file("{\"b\": {\"dtype\": \"F16\", \"shape\": [3], \"data_offsets\": [0, 6]}}", bytes(4));
    assertThatThrownBy(() -> WeightFile.open(cut))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(cut + ": the tensors take 6 bytes, but 4 follow the header");
    Path unknown =
        file("{\"b\": {\"dtype\": \"F4\", \"shape\": [3], \"data_offsets\": [0, 6]}}", bytes(6));
    assertThatThrownBy(() -> WeightFile.open(unknown))
        .hasMessageStartingWith(unknown + ": tensor 'b' holds F4; supported are [BF16, BOOL, ");
  }
}
