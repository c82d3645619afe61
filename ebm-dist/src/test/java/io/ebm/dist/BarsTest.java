package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A lying and a standing bar in the plane, composed: how much mass samples have in each cell of a
 * grid, against quadrature. Cf. Du et al. (2023), "Reduce, reuse, recycle": the sum of blurred
 * scores is not the blurred score of a product, so that a reverse process alone goes wrong.
 */
class BarsTest {

  private static final int COUNT = 2000;

  @TempDir Path folder;

  /** Five normal distributions in a row, with more and more mass. */
  private static String bar(boolean lying) {
    List<String> parts =
        IntStream.range(0, 5)
            .mapToObj(
                k ->
                    "{\"weight\": %d, \"mean\": [%s], \"covariance\": [[0.15, 0], [0, 0.15]]}"
                        .formatted(k + 1, lying ? (k - 2) * 0.8 + ", 0" : "0.8, " + (k - 2) * 0.8))
            .toList();
    return "{\"type\": \"gaussian-mixture\", \"parts\": [" + String.join(", ", parts) + "]}";
  }

  private static String composed(String kind) {
    if (kind.equals("negation")) {
      return "{\"type\": \"negation\", \"energy\": %s, \"negated\": %s, \"weight\": 0.2}"
          .formatted(bar(true), bar(false));
    }
    return "{\"type\": \"%s\", \"parts\": [{\"energy\": %s, \"weight\": 1}, {\"energy\": %s, \"weight\": 2}]}"
        .formatted(kind, bar(true), bar(false));
  }

  private static String sampler(String corrector, int corrections) {
    if (corrector.equals("none")) {
      return "{\"type\": \"heun\", \"nodes\": 60}";
    }
    return """
        {"type": "predictor-corrector", "nodes": 30, "corrections": %d, "clean": false,
         "schedule": {"type": "edm", "lowest": 0.03}, "corrector": %s}
        """
        .formatted(corrections, corrector.replace('\'', '"'));
  }

  private double distance(String kind, String corrector) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("e.json"),
            "{\"name\": \"bars\", \"seed\": 5, \"energy\": %s, \"sampling\": {\"sampler\": %s, \"count\": %d}}"
                .formatted(
                    composed(kind), sampler(corrector, kind.equals("negation") ? 25 : 8), COUNT));
    try (Ebm ebm = Ebm.open()) {
      Session session = ebm.session(ebm.experiment(file, List.of()));
      Batch states = session.draw(ProgressListener.NONE).states();
      return Cells.distance(session.energy(), states);
    }
  }

  /** Distances in total variation; 2,000 exact draws come to about 0.03. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "product | {'type': 'langevin', 'stepSize': 0.05} | 0 | 0.1",
        "product | {'type': 'mala', 'stepSize': 0.3} | 0 | 0.06",
        "product | {'type': 'hmc', 'stepSize': 0.3} | 0 | 0.06",
        "product | none | 0.4 | 1",
        "negation | {'type': 'hmc', 'stepSize': 0.4} | 0 | 0.09",
        "negation | none | 0.4 | 1",
        "mixture | {'type': 'mala', 'stepSize': 0.3} | 0 | 0.06",
        "mixture | none | 0 | 0.08" // noise is added to a mixture part by part
      })
  void massesAreRightWithCorrections(String kind, String corrector, double least, double most)
      throws IOException {
    assertThat(distance(kind, corrector)).as(kind + corrector).isBetween(least, most);
  }
}
