package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of digits, much shortened: that all of its parts work together. */
class ImagesIT {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  private static void assumeData() {
    assumeThat(Project.data()).as("EBM_DATA names no folder of data; skipped").isNotNull();
  }

  private CommandLine train(String name, String... changes) {
    Path out = folder.resolve(name);
    Object[] arguments = new Object[4 + 2 * changes.length];
    arguments[0] = "train";
    arguments[1] = Project.example("mnist-cnn.json");
    arguments[2] = "--out";
    arguments[3] = out;
    for (int i = 0; i < changes.length; i++) {
      arguments[4 + 2 * i] = "--set";
      arguments[5 + 2 * i] = changes[i];
    }
    return CommandLine.run(arguments);
  }

  @Test
  void digitsAreTrainedDrawnMeasuredAndShown() throws IOException {
    assumeData();
    CommandLine result =
        train(
            "digits",
            "training.steps=12",
            "training.watch=[{\"metric\": \"energy-gap\", \"above\": 1e6}]",
            "training.best={\"measure\": \"against.mirrored.auc\", \"goal\": \"highest\", \"every\": 6}",
            "sampling.count=100",
            "sampling.steps=10",
            "evaluation={\"samples\": 200, \"against\": [{\"name\": \"mirrored\", \"transform\":"
                + " {\"type\": \"flip\", \"axis\": \"vertical\", \"probability\": 1}}]}");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("note: objective");
    assertThat(result.err()).contains("kept: those of step ");
    Path run = folder.resolve("digits");
    JsonNode evaluation = MAPPER.readTree(run.resolve("evaluation.json").toFile());
    JsonNode frechet = evaluation.at("/samples/frechet");
    for (String column : List.of("value", "halves", "gaussian")) {
      assertThat(frechet.path(column).asDouble()).as(column).isPositive();
    }
    assertThat(frechet.path("value").asDouble()).isGreaterThan(frechet.path("halves").asDouble());
    JsonNode mirrored = evaluation.at("/against/mirrored");
    for (String score : List.of("auc", "aucSlope", "principalComponents", "gaussian", "nearest")) {
      assertThat(mirrored.path(score).asDouble()).as(score).isBetween(0.0, 1.0);
    }
    for (String plot : List.of("samples", "energies", "energies-foreign", "saliency")) {
      assertThat(run.resolve("plots/" + plot + ".png")).isNotEmptyFile();
    }
    try (var kept = Files.list(run.resolve("best"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void shortRunsAreTold() {
    assumeData();
    CommandLine result =
        CommandLine.run(
            "validate",
            Project.example("mnist-cnn.json"),
            "--set",
            "objective.sampler={\"type\": \"langevin\", \"stepSize\": 10, \"noise\": 0.005, \"clip\":"
                + " 0.03}",
            "--set",
            "objective.restart=0.05");
    assertThat(result.out())
        .contains(
            "note: objective: 'pcd' trains short runs: its chains, of a temperature of 1.25e-06")
        .contains(
            "note: objective.sampler: 'langevin' bounds each component of the gradient by 0.03");
  }

  @Test
  void aMeasureThatThereIsNotIsToldBeforeTraining() {
    assumeData();
    CommandLine result =
        train(
            "wrong",
            "training.steps=1000000",
            "training.best={\"measure\": \"energy.heldout\", \"goal\": \"lowest\"}");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("training.best.measure: the evaluation has no number 'energy.heldout'")
        .contains("did you mean 'energy.heldOut'?");
  }
}
