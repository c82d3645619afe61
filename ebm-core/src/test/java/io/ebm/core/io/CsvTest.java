package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    assertProblem("1,1e99\n", ":1:2: '1e99' is too large for a float, which goes to 3.4e38");
    assertProblem("1,5;2,5\n", ":1:1: '1,5' is not a number");
    assertProblem("1,2\n3\n", ":2: has 1 columns, but line 1 has 2");
    assertProblem("# nothing\n", ": has no row with a number");
    assertProblem("a,b\n", ": has no row with a number");
    Path file = file("1,2\n");
    assertThatThrownBy(() -> Csv.read(file, 2))
        .hasMessage(file + ":1: no column 2 for the label; there are 2, 0 to 1 or -2 to -1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN,NaN", "NA,na", "?,?", "inf,-inf", "Infinity,nan", "-,-", ",", "null,none", "x,x",
        "1O,2l", "0x10,0x2", "n/a,#N/A", "true,false", "#N/A,1", "#5,1", "x,", "*,**", "#,7"
      })
  void aFirstRowThatIsNoHeaderForCertainIsNotLost(String first) throws IOException {
    Path file = file(first + "\n1,2\n3,4\n");
    assertThatThrownBy(() -> Csv.read(file)).hasMessageStartingWith(file + ":1:");
    Path given = file(first.replaceAll(",$", ",x") + "\n1,2\n");
    if (!first.equals("NaN,NaN") && !first.equals(",")) {
      assertThatThrownBy(() -> Csv.readWithGaps(given)).hasMessageStartingWith(given + ":1:");
    }
    Csv.Table declared = Csv.read(file(first + "\n1,2\n3,4\n"), null, true);
    assertThat(declared.header()).containsExactly(first.split(",", -1));
    assertThat(declared.numbers().array()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,y", "\"sepal length\",width", ",y", "1x1,1x2", "% alcohol,pH", "η,σ²"})
  void aHeaderOfNamesIsOne(String first) throws IOException {
    assertThat(Csv.read(file(first + "\n1,2\n")).numbers().array()).containsExactly(1, 2);
    Path none = file(first + "\n1,2\n");
    assertThatThrownBy(() -> Csv.read(none, null, false)).hasMessageContaining("is not a number");
  }

  @Test
  void aDeclaredHeaderMayBeOfNumbersAndIsTheFirstLine() throws IOException {
    Csv.Table table = Csv.read(file("\n0,1,2\n5,6,7\n"), null, true);
    assertThat(table.header()).containsExactly("0", "1", "2");
    assertThat(table.numbers().array()).containsExactly(5, 6, 7);
    assertThat(Csv.read(file("#x,y\n5,6\n"), null, true).numbers().array()).containsExactly(5, 6);
  }

  @Test
  void whatIsNoHeaderSaysHowToHaveOne() throws IOException {
    assertProblem(
        "NA,NA\n1,2\n",
        ":1:1: 'NA' is not a number, and no header begins with it: that has names, all different,"
            + " or is declared by the data's setting 'header'");
  }

  @Test
  void aByteOrderMarkIsNoLetter() throws IOException {
    assertThat(Csv.read(file("\ufeff1\n2\n")).numbers().array()).containsExactly(1, 2);
    assertThat(Csv.read(file("\ufeffx\n2\n")).header()).containsExactly("x");
    assertProblem("1\n\ufeff2\n", ":2:1: '\\uFEFF2' is not a number");
    assertProblem("1,2\n1,\u00a02\n", ":2:2: '\\u00A02' is not a number");
  }

  @Test
  void labelsThatAreNotUtf8AreRefusedAndNotMerged() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "1,caf\u00e9\n2,caf\u00e8\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Csv.read(file, 1))
        .hasMessageStartingWith(file + ":1:6: is not text in UTF-8: there is the byte 0xE9");
    assertThat(Csv.read(file("1,caf\u00e9\n2,\ufffd\n3,\u3000\n"), 1).labels())
        .containsExactly("caf\u00e9", "\ufffd", "\u3000");
  }

  @Test
  void noLabelBeginsAComment() throws IOException {
    for (int column : new int[] {0, -3}) {
      Csv.Table table = Csv.read(file("#,1,2\n# 5,3,4\na,5,6\n#b,7,8\n"), column);
      assertThat(table.labels()).containsExactly("#", "# 5", "a", "#b");
      assertThat(table.numbers().size()).isEqualTo(4);
    }
    assertThat(Csv.read(file("# 1 2\n* 3 4\n"), 0).labels()).containsExactly("#", "*");
    Path remark = file("a,1,2\n# a remark\n");
    assertThatThrownBy(() -> Csv.read(remark, 0))
        .hasMessage(
            remark
                + ":2: has 1 columns, but line 1 has 3; where labels stand first, # begins no comment");
  }

  @Test
  void commentsAreWhatCannotBeARow() throws IOException {
    String text = "# made by hand\n#x,y\n1,2\n# 5,6\n#\n# a, b\n3,4\n";
    assertThat(Csv.read(file(text)).numbers().array()).containsExactly(1, 2, 3, 4);
    assertThat(Csv.read(file("# x y\n1 2\n# 3 4\n")).numbers().array()).containsExactly(1, 2);
    assertProblem("1,2\n#5,6\n", ":2:1: '#5' is not a number");
    assertProblem("1,2\n#N/A,6\n", ":2:1: '#N/A' is not a number");
  }

  @Test
  void emptyCellsAreARowWhereTheyMayBe() throws IOException {
    assertThat(Csv.readWithGaps(file("1\t2\n\t\n3\t4\n")).numbers().array())
        .containsExactly(1, 2, Float.NaN, Float.NaN, 3, 4);
    assertProblem("1\t2\n\t\n", ":2:1: '' is not a number");
    Path one = file("1\n\n3\n");
    assertThatThrownBy(() -> Csv.readWithGaps(one))
        .hasMessage(
            one + ":3: line 2 before it is blank; for a number that is not known write NaN");
    assertThat(Csv.readWithGaps(file("\n1\nNaN\n\n")).numbers().size()).isEqualTo(2);
  }

  @Test
  void rowsOfATextAreAllRead() throws IOException {
    assertThat(rows("1,2\n3,4\n\n5,6\n7,8\n", null)).isEqualTo(4);
    assertThat(rows("#,1,2\na,3,4\n#,5,6\n", 0)).isEqualTo(3);
    assertThat(rows("x,y\n1,2\n", 0)).isEqualTo(1);
    assertThat(rows("kind,x,y\n#,1,2\n", 0)).isEqualTo(1);
    for (String first : List.of("NaN,NaN", "NA,NA", "?,?", "inf,-inf")) {
      assertThatThrownBy(() -> rows(first + "\n1,2\n", null)).hasMessageStartingWith("in:1:1: ");
    }
  }

  private static int rows(String text, @Nullable Integer labelColumn) throws IOException {
    CsvRows rows = new CsvRows(TextLines.of(text, "in"), 2, labelColumn, null);
    int count = 0;
    for (Batch block = rows.next(2); block != null; block = rows.next(2)) {
      count += block.size();
    }
    return count;
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
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + problem);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }
}
