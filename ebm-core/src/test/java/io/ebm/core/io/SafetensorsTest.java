package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  @TempDir Path folder;

  @Test
  void everyTypeComesBackAsItWas() throws IOException {
    float[] floats = new float[600_000];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = i / 7f;
    }
    floats[3] = Float.NaN;
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(
        file,
        List.of(
            Tensor.of("f", List.of(600, 1000), floats),
            Tensor.of("d", List.of(), new double[] {Math.PI}),
            Tensor.of("l", List.of(2), new long[] {Long.MIN_VALUE, 5}),
            Tensor.of("i", List.of(3, 1), new int[] {1, -2, 3}),
            Tensor.of("empty", List.of(0, 4), new float[0])),
        Map.of("step", "12", "näme", "\"quoted\"\n"));

    TensorFile read = Safetensors.read(file);

    assertThat(read.tensors().keySet()).containsExactly("d", "l", "f", "i", "empty");
    assertThat(read.metadata()).isEqualTo(Map.of("step", "12", "näme", "\"quoted\"\n"));
    assertThat(read.tensor("f").shape()).containsExactly(600, 1000);
    assertThat(read.tensor("f").floats()).isEqualTo(floats);
    assertThat(read.tensor("d").shape()).isEmpty();
    assertThat(read.tensor("d").doubles()).containsExactly(Math.PI);
    assertThat(read.tensor("l").longs()).containsExactly(Long.MIN_VALUE, 5);
    assertThat(read.tensor("i").ints()).containsExactly(1, -2, 3);
    assertThat(read.tensor("empty").floats()).isEmpty();
  }

  @Test
  void layoutIsThatOfTheFormat() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, List.of(Tensor.of("w", List.of(2), new float[] {1f, -2f})), Map.of());
    String json = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    String padded = json + " ".repeat((8 - json.length() % 8) % 8);
    ByteBuffer expected = ByteBuffer.allocate(8 + padded.length() + 8);
    expected.order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length());
    expected.put(padded.getBytes(StandardCharsets.UTF_8)).putFloat(1f).putFloat(-2f);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void writingReplacesALongerFile() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Files.write(file, new byte[10_000]);
    Safetensors.write(file, List.of(), Map.of());
    assertThat(Safetensors.read(file).tensors()).isEmpty();
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, List.of(Tensor.of("w", List.of(3), new int[3])), Map.of("k", "v"));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(file + ": the tensors take 12 bytes, but 13 follow the header");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "[1]|the header must be a JSON object",
        " {}|the header must be a JSON object",
        "{\"a\":1|the header is not JSON",
        "{} {}|the header is not JSON",
        "{\"a\":{},\"a\":{}}|the header is not JSON: Duplicate",
        "{\"a\":{}}|tensor 'a' must have dtype, shape and data_offsets, and nothing else",
        "{\"__metadata__\":{\"k\":1}}|__metadata__ entry 'k' must be a text",
        "{\"__metadata__\":[]}|__metadata__ must be a JSON object of texts",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}|tensor 'a' holds BF16;"
            + " supported are [F64, I64, F32, I32]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}|tensor 'a': shape must"
            + " be a list of whole numbers >= 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|tensor 'a' needs 12"
            + " bytes, but its data_offsets are [0, 8]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|tensor 'a' must begin"
            + " where the header ends, at 0, but begins at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\","
            + "\"shape\":[1],\"data_offsets\":[4,8]}}|tensor 'b' must begin where 'a' ends, at 8,"
            + " but begins at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999,2],\"data_offsets\":[0,8]}}|too large",
      })
  void badHeadersAreExplained(String header, String problem) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes.array());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(problem)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void absurdHeaderLengthIsNotAllocated() throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0});
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            file
                + ": the header's length must lie between 2 and 2 in a file of 10 bytes; it is"
                + " given as 18446744073709551615");
  }

  @Test
  void wrongUseIsRefused() {
    Tensor one = Tensor.of("w", List.of(1), new float[1]);
    Path file = folder.resolve("a.safetensors");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.write(file, List.of(one, one), Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of("w", List.of(2, 2), new float[3]))
        .withMessage("tensor 'w' of shape [2, 2] has 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(one::longs)
        .withMessage("tensor 'w' holds F32, not I64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TensorFile(Map.of("w", one), Map.of()).tensor("v"))
        .withMessage("no tensor 'v' among [w]");
  }
}
