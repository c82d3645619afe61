package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Parameterised;
import io.ebm.core.Ebm;
import io.ebm.core.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Energies with units that no example has. */
class LatentTest {

  private static final int EXAMPLES = 2000;
  private static final double VARIANCE = 2.5;
  private static final double NOISE = 0.5;

  @TempDir Path folder;

  private String experiment(String more) {
    return """
        {
          "name": "latent", "seed": 1,
          "data": {"type": "with-latents", "units": 1, "data": {"type": "csv", "file": "x.csv"}},
          "energy": {
            "type": "expression", "dim": 2,
            "expression": "(x[0] - a * x[1])^2 / (2 * 0.5) + x[1]^2 / 2",
            "coefficients": [{"name": "a", "values": [0.5]}]
          },
          %s
          "optimizer": {"type": "adam", "rate": {"type": "cosine", "from": 0.02, "to": 0.0001}},
          "training": {"batch": 256, "steps": 300},
          "sampling": {
            "sampler": {"type": "block", "blocks": [
              {"units": [0], "sampler": {"type": "mala", "stepSize": 0.3}, "steps": 5},
              {"units": [1], "sampler": {"type": "slice"}}
            ]},
            "count": 1000, "steps": 60
          }
        }
        """
        .formatted(more);
  }

  private static final String LATENT =
      """
      "objective": {
        "type": "latent", "units": 1, "sampler": {"type": "mala", "stepSize": 0.1},
        "objective": {"type": "pcd", "steps": 10, "sampler": {"type": "mala", "stepSize": 0.1}}
      },
      """;

  private void writeData() throws IOException {
    double[] x = new Random(0).doubles(EXAMPLES, 0, 1).toArray();
    Random random = new Random(0);
    double squares = 0;
    for (int i = 0; i < EXAMPLES; i++) {
      x[i] = random.nextGaussian();
      squares += x[i] * x[i];
    }
    StringBuilder text = new StringBuilder("x\n");
    for (double each : x) {
      double scaled = each * Math.sqrt(VARIANCE * EXAMPLES / squares);
      text.append(String.format(Locale.ROOT, "%.6f%n", scaled));
    }
    Files.writeString(folder.resolve("x.csv"), text);
  }

  /** {@code x = a z + noise} has variance {@code a² + 0.5}, and most likely that of the data. */
  @Test
  void findsTheMostLikelyFactor() throws IOException {
    writeData();
    Path file = Files.writeString(folder.resolve("e.json"), experiment(LATENT));
    Path run = folder.resolve("run");
    CommandLine trained = CommandLine.run("train", file, "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    try (Ebm ebm = Ebm.open()) {
      Session session = ebm.open(run, warning -> {}).session();
      float a = session.energy().as(Parameterised.class).orElseThrow().parameters().values()[0];
      assertThat((double) a).isCloseTo(Math.sqrt(VARIANCE - NOISE), within(0.05));
    }
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    writeData();
    Path file =
        Files.writeString(
            folder.resolve("e.json"), experiment(LATENT.replace("\"units\": 1", "\"units\": 2")));
    CommandLine refused = CommandLine.run("validate", file);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "objective 'latent' has 2 latent units, and with them a state has no more than 2");
    Files.writeString(file, experiment(LATENT.replaceFirst("mala", "hmc")));
    CommandLine mixed = CommandLine.run("validate", file);
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(mixed.err()).contains("objective.sampler").contains("keep the rows");
  }
}
