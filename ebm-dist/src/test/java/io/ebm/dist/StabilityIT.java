package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private int runs;

  private double heldOut(String... changes) throws IOException {
    return logLikelihood("heldOut", changes);
  }

  private double logLikelihood(String of, String... changes) throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, EXPERIMENT);
    Path out = folder.resolve("run" + runs++);
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
        .path(of)
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

  /** The noise must reach as far as the chains do. */
  @Test
  void energyMagnitudeHolds() throws IOException {
    assertThat(
            heldOut(
                "objective={\"type\": \"sum\", \"terms\": [{\"objective\": "
                    + PCD
                    + "}, {\"weight\": 0.1, \"objective\": {\"type\": \"energy-magnitude\","
                    + " \"noise\": 2}}]}"))
        .isGreaterThan(-4);
  }

  /** Data on a set without thickness; chains of steps that suit the disturbed ones. */
  @Test
  void dataNoiseHolds() throws IOException {
    String thin = "data.noise=0.001";
    String shorter = "objective.sampler.stepSize=0.005";
    assertThat(heldOut(thin, shorter)).isLessThan(-100);
    assertThat(heldOut(thin, shorter, "training.dataNoise=0.1")).isGreaterThan(-4);
  }

  /**
   * Chains whose proposals are all refused stand still, and the energy there rises without end. How
   * far is chance, so the median of three seeds counts.
   */
  @Test
  void restartsHold() throws IOException {
    assertThat(medianWithRestarts("0")).isLessThan(-100);
    assertThat(heldOut(restarting("0.2"))).isGreaterThan(-4);
    assertThat(medianWithRestarts("0.8")).isGreaterThan(-4);
  }

  private static String restarting(String share) {
    return ("objective={\"type\": \"pcd\", \"steps\": 10, \"start\": \"data\", \"restart\": %s,"
            + " \"sampler\": {\"type\": \"mala\", \"stepSize\": 0.1}}")
        .formatted(share);
  }

  private double medianWithRestarts(String share) throws IOException {
    double[] found = new double[3];
    for (int i = 0; i < found.length; i++) {
      found[i] = heldOut(restarting(share), "seed=" + (1 + i));
    }
    Arrays.sort(found);
    return found[1];
  }

  /** The last parameters are worse than knowing nothing, {@code -9 log 2 = -6.24}. */
  @Test
  void averagingHolds() throws IOException {
    String[] bits = {
      "data={\"type\": \"csv\", \"file\": \"%s\", \"shape\": [3, 3], \"binarize\": 0.5}"
          .formatted(Project.example("bars-and-stripes-3x3.csv")),
      "energy={\"type\": \"boltzmann-machine\"}",
      "objective={\"type\": \"pcd\", \"steps\": 1, \"restart\": 0, \"sampler\": {\"type\": \"gibbs\"}}",
      "optimizer={\"type\": \"sgd\", \"rate\": 2}",
      "training.batch=16"
    };
    assertThat(logLikelihood("train", bits)).isLessThan(-6.24);
    String[] averaged = Arrays.copyOf(bits, bits.length + 1);
    averaged[bits.length] = "training.averageDecay=0.99";
    assertThat(logLikelihood("train", averaged)).isGreaterThan(-5);
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
