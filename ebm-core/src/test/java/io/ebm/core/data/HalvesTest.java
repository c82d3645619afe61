package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Rescaled;
import io.ebm.core.Ebm;
import io.ebm.core.config.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data within data: what the inner set keeps of itself is found again when a run is opened. */
class HalvesTest {

  private static final String EXPERIMENT =
      """
      {
        "name": "halves",
        "data": {"type": "halves",
          "data": {"type": "csv", "file": "x.csv", "shape": [2, 2], "standardize": true}},
        "energy": {"type": "bowl"},
        "optimizer": {"type": "downhill"},
        "sampling": {"sampler": {"type": "walk"}}
      }
      """;

  @TempDir Path folder;

  @Test
  void targetsHaveTheUnitsOfTheirColumns() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "0,10,0,1000\n2,14,8,3000\n");
    Path file = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
    try (Ebm ebm = Ebm.open()) {
      ExperimentFile experiment = ebm.experiment(file, List.of());
      checkUnits(ebm.compose(experiment).data().orElseThrow());
      Path out = folder.resolve("run");
      ebm.startGiven(experiment, out);
      Files.writeString(folder.resolve("y.csv"), "0,12,0,2000\n0,12,0,2000\n");
      Dataset other =
          ebm.open(out, List.of("data.data.file=y.csv"), told -> {})
              .session()
              .composition()
              .data()
              .orElseThrow();
      checkUnits(other);
      assertThat(other.train().range(0, 1, 2).array()).containsExactly(0, 0);
    }
  }

  /** The right halves are columns 1 and 3, of means 12 and 2000. */
  private static void checkUnits(Dataset data) {
    Rescaled units = (Rescaled) data;
    Batch rows = Batch.of(new float[] {0, 1}, 2);
    units.restore(rows);
    assertThat(rows.get(0, 0)).isEqualTo(12);
    assertThat((double) rows.get(0, 1)).isCloseTo(2000 + 1000 * Math.sqrt(2), within(1e-3));
    assertThat(units.logVolume(2))
        .isCloseTo(Math.log(2 * Math.sqrt(2)) + Math.log(1000 * Math.sqrt(2)), within(1e-6));
  }
}
