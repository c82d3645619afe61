package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Machines of labels learn the nine sequences {@code a a b b} of three labels; the best possible
 * mean log-likelihood is {@code -log 9}, -2.197.
 */
class LabelsIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bernoulli", "relu"})
  void pairsOfLabelsAreLearnt(String hidden) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int pair = 0; pair < 9; pair++) {
      int a = pair / 3;
      int b = pair % 3;
      rows.append("%d,%d,%d,%d%n".formatted(a, a, b, b));
    }
    Files.writeString(folder.resolve("labels.csv"), rows);
    Path file = folder.resolve("labels.json");
    Files.writeString(
        file,
        """
        {
          "name": "labels", "seed": 1,
          "data": {"type": "csv", "file": "labels.csv", "levels": 3},
          "energy": {"type": "rbm", "hidden": 12, "hiddenKind": "%s"},
          "objective": {"type": "pcd", "steps": 5, "sampler": {"type": "gibbs"}},
          "optimizer": {"type": "adam", "rate": {"type": "cosine", "from": 0.02, "to": 0.0001}},
          "training": {"batch": 9, "steps": 1200},
          "sampling": {"sampler": {"type": "gibbs"}, "count": 500, "steps": 100}
        }
        """
            .formatted(hidden));
    Path out = folder.resolve("run");
    CommandLine result = CommandLine.run("train", file, "--out", out);
    assertThat(result.code()).as(result.err()).isZero();
    double likelihood =
        Json.parse(Files.readString(out.resolve("evaluation.json")))
            .path("logLikelihood")
            .path("train")
            .asDouble();
    assertThat(likelihood).isBetween(-2.45, -2.19);
    NumberArray samples = Npy.read(out.resolve("samples.npy"));
    int pairs = 0;
    for (int i = 0; i < 500; i++) {
      boolean first = samples.get(4 * i) == samples.get(4 * i + 1);
      pairs += first && samples.get(4 * i + 2) == samples.get(4 * i + 3) ? 1 : 0;
    }
    assertThat(pairs).isGreaterThan(400);
  }
}
