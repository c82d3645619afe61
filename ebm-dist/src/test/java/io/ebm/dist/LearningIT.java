package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.api.Batch;
import io.ebm.core.diagnostics.ModeCoverage;
import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples, trained as a user would, must learn what their data say. */
class LearningIT {

  @TempDir Path folder;

  private Path train(String example, String... changes) {
    Path out = folder.resolve("run");
    Object[] words = new Object[4 + 2 * changes.length];
    words[0] = "train";
    words[1] = Project.example(example);
    words[2] = "--out";
    words[3] = out;
    for (int i = 0; i < changes.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = changes[i];
    }
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.lastLine()).isEqualTo(out.toString());
    return out;
  }

  private static double gap(Path run) {
    CommandLine result = CommandLine.run("evaluate", run, "--json");
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode json = Json.parse(result.out());
    assertThat(json.path("logZ").path("valid").asBoolean()).isTrue();
    JsonNode likelihood = json.path("logLikelihood");
    return likelihood.path("true").asDouble(Double.NaN)
        - likelihood.path("heldOut").asDouble(Double.NaN);
  }

  private static void assertPng(Path file) throws IOException {
    assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void twoMoons() throws IOException {
    Path run = train("two-moons.json");
    assertThat(gap(run)).isBetween(0.0, 0.10);
    assertPng(run.resolve("plots/landscape.png"));
    assertThat(run.resolve("report.html"))
        .content()
        .contains("data:image/png;base64,")
        .doesNotContain("http://", "https://");
  }

  @Test
  void eightGaussians() throws IOException {
    Path run = train("eight-gaussians.json");
    assertThat(gap(run)).isBetween(0.0, 0.10);

    Path file = folder.resolve("samples.npy");
    CommandLine sample = CommandLine.run("sample", run, "--count", 10_000, "--out", file);
    assertThat(sample.code()).as(sample.err()).isZero();
    NumberArray array = Npy.read(file);
    assertThat(array.shape()).isEqualTo(List.of(10_000, 2));
    Batch samples = Batch.allocate(10_000, 2);
    for (int i = 0; i < samples.length(); i++) {
      samples.array()[i] = (float) array.get(i);
    }
    Batch centres = Batch.allocate(8, 2);
    for (int mode = 0; mode < 8; mode++) {
      centres.set(mode, 0, (float) (2 * Math.cos(mode * Math.PI / 4)));
      centres.set(mode, 1, (float) (2 * Math.sin(mode * Math.PI / 4)));
    }
    for (double share : ModeCoverage.of(samples, centres).shares()) {
      assertThat(share).isBetween(0.06, 0.20);
    }
  }

  /** 3×3 bars and stripes, 16 draws of 14 different states: no model has more than -41.59. */
  @Test
  void barsAndStripesByTemperedChains() throws IOException {
    Path run = train("objectives/pcd-tempered.json", "sampling.count=16", "sampling.steps=10");
    double perRow =
        Json.parse(Files.readString(run.resolve("evaluation.json")))
            .path("logLikelihood")
            .path("train")
            .asDouble(Double.NaN);
    assertThat(16 * perRow).isBetween(-43.0, -41.58);
  }

  @Test
  void digits() throws IOException {
    assumeThat(Project.data()).as("EBM_DATA names the folder of real data").isNotNull();
    Path run = train("optdigits.json", "training.steps=600", "sampling.steps=500");
    JsonNode scores = Json.parse(Files.readString(run.resolve("evaluation.json"))).path("scores");
    assertThat(scores.path("aucShuffled").asDouble()).isGreaterThanOrEqualTo(0.99);
    assertThat(scores.path("aucUniform").asDouble()).isGreaterThanOrEqualTo(0.99);
    assertPng(run.resolve("plots/samples.png"));
    Path picture = folder.resolve("digits.png");
    CommandLine sample =
        CommandLine.run("sample", run, "--count", 50, "--steps", 100, "--out", picture);
    assertThat(sample.code()).as(sample.err()).isZero();
    assertPng(picture);
  }
}
