package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSummaryTest {

  @TempDir Path folder;

  private Dataset table(String text, @Nullable Integer label, boolean standardize)
      throws IOException {
    Files.writeString(folder.resolve("a.csv"), text);
    return new CsvFactory()
        .create(
            new CsvFactory.Config(
                "a.csv", null, null, label, null, 0, 1, 0, null, null, false, standardize, null),
            new TestContext(1, folder));
  }

  @Test
  void tellsRangesAndClasses() throws IOException {
    Dataset data = table("dog,1000,0.5\ncat,1002,0.5\ndog,1004,0.5\n", 0, false);
    assertThat(DataSummary.lines(data))
        .containsExactly(
            "data: 3 examples, none held out, each of real numbers of shape [2]",
            "  2 classes: cat (1), dog (2)",
            "  column                min          max         mean           sd",
            "  0                  1000.0       1004.0       1002.0       2.0000",
            "  1                 0.50000      0.50000      0.50000       0.0000",
            "  1 of 2 never vary");
    assertThat(DataSummary.warnings(data))
        .singleElement()
        .asString()
        .startsWith(
            "the scale does not fit: 1 of 2 columns lie far from 0 or vary much, as number 0 with"
                + " mean 1002 and standard deviation 2.000.")
        .contains("\"standardize\": true");
  }

  @Test
  void standardizedColumnsAreToldAsTheyWere() throws IOException {
    Dataset data = table("1000,-5\n1002,-6\n1004,-4\n", null, true);
    assertThat(DataSummary.lines(data))
        .contains(
            "  0                  1000.0       1004.0       1002.0       2.0000",
            "  standardized: the model sees columns of mean 0 and standard deviation 1");
    assertThat(DataSummary.warnings(data)).isEmpty();
  }

  @Test
  void bitsAndManyColumns() throws IOException {
    assertThat(DataSummary.lines(table("0,1\n1,1\n", null, false)))
        .containsExactly(
            "data: 2 examples, none held out, each of zeros and ones of shape [2]",
            "  75.00 % are ones");
    Dataset wide = table("1" + ",2".repeat(19) + "\n3" + ",4".repeat(19) + "\n", null, false);
    assertThat(DataSummary.lines(wide)).hasSize(3);
    // (1 + 19 · 2 + 3 + 19 · 4) / 40, and the standard deviation of the columns' means and values
    assertThat(DataSummary.lines(wide).get(2).split(" +"))
        .containsExactly("", "all", "20", "1.0000", "4.0000", "2.9500", "1.4309");
  }

  @Test
  void whatVariesTooLittle() {
    Dataset narrow =
        Dataset.of(StateSpace.real(1), Batch.of(new float[] {0, 0.001f, 0.002f, 0.001f}, 1));
    assertThat(DataSummary.warnings(narrow)).singleElement().asString().contains("vary little");
    Dataset constant = Dataset.of(StateSpace.real(1), Batch.of(new float[] {1, 1, 1}, 1));
    assertThat(DataSummary.warnings(constant)).isEmpty();
    assertThat(DataSummary.lines(constant)).isNotEqualTo(List.of()).last().isNotNull();
  }
}
