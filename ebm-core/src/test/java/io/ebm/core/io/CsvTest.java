package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,-2.5,3e2\n4,5,6\n",
        "1;-2.5;3e2\r\n4;5;6",
        "1\t-2.5\t3e2\n\n# remark\n4\t5\t6",
        "  1  -2.5   3e2\n4 5\t6 \n",
        "\"1\", \"-2.5\" ,+300\n4,5,6",
      })
  void findsTheSeparator(String text) throws IOException {
    Csv.Table table = Csv.read(file(text));
    assertThat(table.header()).isEmpty();
    assertThat(table.numbers().dim()).isEqualTo(3);
    assertThat(table.numbers().size()).isEqualTo(2);
    assertThat(table.numbers().array()).containsExactly(1f, -2.5f, 300f, 4f, 5f, 6f);
  }

  @Test
  void numbersMayBeMissingWhereThatIsAskedFor() throws IOException {
    Path file = folder.resolve("gaps.csv");
    Files.writeString(file, "nan,1,\n2,NaN,3\n");
    assertThat(Csv.readWithGaps(file).numbers().array())
        .containsExactly(Float.NaN, 1, Float.NaN, 2, Float.NaN, 3);
  }

  @Test
  void findsHeaderAndLabels() throws IOException {
    Csv.Table table = Csv.read(file("x,y,kind\n1,2,cat\n3,4,dog\n"), -1);
    assertThat(table.header()).containsExactly("x", "y");
    assertThat(table.numbers().array()).containsExactly(1f, 2f, 3f, 4f);
    assertThat(table.labels()).containsExactly("cat", "dog");

    table = Csv.read(file("label,1x1,1x2\n7,2,3\n"), 0);
    assertThat(table.header()).containsExactly("1x1", "1x2");

    table = Csv.read(file("7,2\n8,4\n"), 0);
    assertThat(table.header()).isEmpty();
    assertThat(table.numbers().array()).containsExactly(2f, 4f);
    assertThat(table.labels()).containsExactly("7", "8");
  }

  @Test
  void errorsSayWhere() throws IOException {
    assertProblem("1,2\n3,abc\n", ":2:2: 'abc' is not a number");
    assertProblem("1,x\n3,4\n", ":1:2: 'x' is not a number");
    assertProblem("1,2\n\n3,\n", ":3:2: '' is not a number");
    assertProblem("1,NaN\n", ":1:2: 'NaN' is not a number");
    assertProblem("1,1f\n", ":1:2: '1f' is not a number");
    assertProblem("1,1e99\n", ":1:2: '1e99' is not a number");
    assertProblem("1,5;2,5\n", ":1:1: '1,5' is not a number");
    assertProblem("1,2\n3\n", ":2: has 1 columns, but line 1 has 2");
    assertProblem("# nothing\n", ": has no row with a number");
    assertProblem("a,b\n", ": has no row with a number");
    Path file = file("1,2\n");
    assertThatThrownBy(() -> Csv.read(file, 2))
        .hasMessage(file + ":1: no column 2 for the label; there are 2, 0 to 1 or -2 to -1");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    float[] values = {0f, -0f, 1e-30f, 1f / 3, Float.MAX_VALUE, -7f, 2.14748365E+9f, 16777216f};
    Path file = folder.resolve("a.csv");
    Csv.write(file, List.of("a", "b"), Batch.of(values, 2));
    assertThat(Files.readString(file)).startsWith("a,b\n0,-0.0\n");
    Csv.Table table = Csv.read(file);
    assertThat(table.header()).containsExactly("a", "b");
    assertThat(table.numbers().array()).isEqualTo(values);
  }

  private void assertProblem(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Csv.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(file + problem);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }
}
