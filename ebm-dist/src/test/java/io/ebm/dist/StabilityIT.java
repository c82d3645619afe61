package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that diverges, and what each tool of docs/stability.md makes of it. */
class StabilityIT {

  private static final String PCD =
      "{\"type\": \"pcd\", \"steps\": 10, \"sampler\": {\"type\": \"langevin\", \"stepSize\":"
          + " 0.05}}";

  private static final String EXPERIMENT =
      """
      {
        "name": "unstable",
        "seed": 1,
        "data": {"type": "two-moons", "size": 4000, "noise": 0.02, "heldOut": 1000},
        "energy": {"type": "mlp", "hidden": [32, 32]},
        "objective": %s,
        "optimizer": {"type": "adam", "rate": 0.01},
        "training": {"batch": 128, "steps": 400},
        "sampling": {"count": 10, "steps": 2}
      }
      """
          .formatted(PCD);

  @TempDir Path folder;

  private double heldOut(String... changes) throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, EXPERIMENT);
    Path out = folder.resolve("run" + changes.length);
    Object[] words = new Object[4 + 2 * changes.length];
    words[0] = "train";
    words[1] = file;
    words[2] = "--out";
    words[3] = out;
    for (int i = 0; i < changes.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = changes[i];
    }
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return Json.parse(Files.readString(out.resolve("evaluation.json")))
        .path("logLikelihood")
        .path("heldOut")
        .asDouble(Double.NEGATIVE_INFINITY);
  }

  @Test
  void divergesWithoutAnyTool() throws IOException {
    assertThat(heldOut()).isLessThan(-100);
  }

  @Test
  void spectralNormHolds() throws IOException {
    assertThat(heldOut("energy.spectralNorm=2")).isGreaterThan(-4);
  }

  @Test
  void gradientPenaltyHolds() throws IOException {
    assertThat(
            heldOut(
                "objective={\"type\": \"sum\", \"terms\": [{\"objective\": "
                    + PCD
                    + "}, {\"weight\": 0.05, \"objective\": {\"type\": \"gradient-penalty\","
                    + " \"noise\": 0.3}}]}"))
        .isGreaterThan(-4);
  }

  @Test
  void energyRegularizationHolds() throws IOException {
    assertThat(heldOut("objective.energyRegularization=0.05")).isGreaterThan(-6);
  }

  @Test
  void rollsBackToSmallerSteps() throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, EXPERIMENT);
    CommandLine without = trainTooFast(file, "without", 0);
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.err()).contains("failed: training stopped in step ");
    CommandLine with = trainTooFast(file, "with", 20);
    assertThat(with.code()).as(with.err()).isZero();
    assertThat(with.err()).contains("rolled back: back to step 0, steps now 0.3 of what they were");
    assertThat(folder.resolve("with/metrics.jsonl")).content().contains("\"step-scale\":");
  }

  private CommandLine trainTooFast(Path file, String name, int rollbacks) {
    return CommandLine.run(
        "train",
        file,
        "--out",
        folder.resolve(name),
        "--set",
        "objective={\"type\": \"denoising-score-matching\", \"sigma\": 0.2}",
        "--set",
        "optimizer={\"type\": \"sgd\", \"rate\": 60}",
        "--set",
        "training.checkpointEvery=20",
        "--set",
        "training.rollbackFactor=0.3",
        "--set",
        "training.rollbacks=" + rollbacks);
  }
}
