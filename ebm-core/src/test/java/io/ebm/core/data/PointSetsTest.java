package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.PredictionFiles;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.core.Ebm;
import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointSetsTest {

  private static final float NONE = Float.NaN;

  @TempDir Path folder;

  private Dataset data(String shape, String threshold, int most) throws IOException {
    Files.writeString(
        folder.resolve("x.csv"), "0.5,0,0.75,0,0,0.5,a\n0,0,0,0,0.125,0,b\n1,1,1,1,1,1,a\n");
    Path file =
        Files.writeString(
            folder.resolve("e.json"),
            """
            {
              "name": "points",
              "data": {"type": "point-sets", "threshold": %s, "most": %d,
                "data": {"type": "csv", "file": "x.csv", "labelColumn": -1, "shape": %s}},
              "energy": {"type": "bowl"},
              "optimizer": {"type": "downhill"},
              "sampling": {"sampler": {"type": "walk"}}
            }
            """
                .formatted(threshold, most, shape));
    try (Ebm ebm = Ebm.open()) {
      return ebm.compose(ebm.experiment(file, List.of())).data().orElseThrow();
    }
  }

  private static float[] row(Dataset data, int index) {
    return data.train().range(index, index + 1, data.space().dim()).array();
  }

  @Test
  void brightPixelsArePoints() throws IOException {
    Dataset data = data("[2, 3]", "0.25", 4);
    assertThat(data.space()).isEqualTo(new StateSpace.Varying(3, 4, 0));
    assertThat(row(data, 0))
        .containsExactly(-1, -1, 1, NONE, -1, 1, 1, NONE, 0.5f, 0.75f, 0.5f, NONE);
    // none is above the threshold: the brightest
    assertThat(row(data, 1))
        .containsExactly(1, NONE, NONE, NONE, 0, NONE, NONE, NONE, 0.125f, NONE, NONE, NONE);
    // of equally bright ones the first
    assertThat(row(data, 2)).containsExactly(-1, -1, -1, 1, -1, 0, 1, -1, 1, 1, 1, 1);
    assertThat(((Labelled) data).trainLabels()).containsExactly(0, 1, 0);
    assertThat(((Labelled) data).classNames()).containsExactly("a", "b");
  }

  @Test
  void theBrightestAreKept() throws IOException {
    Dataset data = data("[2, 3]", "0", 2);
    // 0.75, and of the two of 0.5 the first
    assertThat(row(data, 0)).containsExactly(-1, -1, -1, 1, 0.5f, 0.75f);
    assertThat(data("[2, 3]", "0", 100).space()).isEqualTo(new StateSpace.Varying(3, 6, 0));
  }

  @Test
  void summariesAreOfPointsThatThereAre() throws IOException {
    assertThat(DataSummary.lines(data("[2, 3]", "0.25", 4)))
        .containsExactly(
            "data: 3 examples, none held out, each of up to 4 positions with 3 real numbers",
            "  2 classes: a (2), b (1)",
            "  positions: 1 to 4, 2.7 on average",
            "  channel               min          max         mean           sd",
            "  0                 -1.0000       1.0000     -0.25000       1.0351",
            "  1                 -1.0000       1.0000       0.0000      0.92582",
            "  2                 0.12500       1.0000      0.73438      0.33030");
  }

  @Test
  void predictionsAreOfImages() throws IOException {
    Dataset data = data("[2, 3]", "0.25", 4);
    PredictionFiles.Source<Batch> source =
        ClassTask.of(data, (Labelled) data).read(TextLines.of("0.5,0,0.75,0,0,0.5\n", "y.csv"));
    Batch rows = source.next(5);
    assertThat(rows).isNotNull();
    assertThat(rows.copy().array()).containsExactly(row(data, 0));
  }

  @Test
  void whatIsNoImageIsRefused() {
    assertThatThrownBy(() -> data("[6]", "0", 2))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "data 'csv' are no images of one channel, [height, width], but states of shape [6]");
    assertThatThrownBy(() -> data("[2, 3]", "0", 0))
        .hasMessageContaining("data.most: must be at least 1");
  }
}
