package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Descent that is learned end to end, by the command line. */
class UnrolledIT {

  @TempDir Path folder;

  private Path experiment(String objective) throws IOException {
    return Files.writeString(
        folder.resolve("e.json"),
        """
        {
          "name": "sums", "seed": 1,
          "data": {"type": "matrices", "task": "addition", "size": 3, "examples": 5000, "heldOut": 150},
          "energy": {
            "type": "conditional-network",
            "head": "half-square",
            "layers": [
              {"type": "parallel", "branches": [
                "flatten", {"type": "sequence", "layers": ["condition", "flatten"]}]},
              {"type": "residual",
                "layers": [
                  {"type": "dense", "units": 32}, "tanh",
                  {"type": "dense", "units": 9, "initialiser": "zero"}],
                "shortcut": {"type": "dense", "units": 9}}
            ]
          },
          "objective": %s,
          "optimizer": {"type": "adam", "rate": {"type": "cosine", "from": 0.01, "to": 0.0001}},
          "training": {"batch": 200, "steps": 400}
        }
        """
            .formatted(objective));
  }

  private static final String UNROLLED =
      "{\"type\": \"unrolled\", \"steps\": 4, \"step\": 0.3, \"losses\": \"all\", \"noise\": 0.01}";

  private Path train(String name, Object... more) throws IOException {
    Path out = folder.resolve(name);
    Object[] arguments = new Object[4 + more.length];
    arguments[0] = "train";
    arguments[1] = experiment(UNROLLED);
    arguments[2] = "--out";
    arguments[3] = out;
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLine result = CommandLine.run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  private static JsonNode scores(String evaluation) {
    return JsonMapper.shared().readTree(evaluation).path("scores");
  }

  @Test
  void learnsToAddAndIsEvaluatedWithTheStepItLearned() throws IOException {
    Path run = train("run");
    String evaluation = Files.readString(run.resolve("evaluation.json"));
    JsonNode scores = scores(evaluation);
    assertThat(scores.path("squaredErrorOfMean").asDouble()).isBetween(0.55, 0.8); // 2 / 3
    assertThat(scores.path("squaredErrorAfter0").asDouble())
        .isBetween(1.5, 1.85); // and the noise's
    assertThat(scores.path("squaredError").asDouble()).isLessThan(0.005);
    assertThat(scores.path("squaredErrorAfter12").asDouble()).isLessThan(0.005);
    assertThat(scores.has("squaredErrorAfter13")).isFalse();
    assertThat(run.resolve("plots/refinement-errors.png")).exists();
    assertThat(run.resolve("plots/refinement-energies.png")).exists();
    assertThat(run.resolve("report.html")).content().contains("Refinement");
    assertThat(Files.readString(run.resolve("metrics.jsonl"))).contains("\"step-size\":0.3");
    CommandLine again = CommandLine.run("evaluate", run, "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(scores(again.out())).isEqualTo(scores);
    CommandLine harder = CommandLine.run("evaluate", run, "--json", "--set", "data.harder=true");
    assertThat(harder.code()).as(harder.err()).isZero();
    assertThat(scores(harder.out()).path("squaredErrorOfMean").asDouble()).isBetween(3.5, 4.8);
    assertThat(scores(harder.out()).path("squaredError").asDouble()).isLessThan(0.5);
  }

  @Test
  void sameBitsOnOneAndThreeThreads() throws IOException {
    Path one = train("one", "--threads", 1, "--set", "training.steps=50");
    Path three = train("three", "--threads", 3, "--set", "training.steps=50");
    for (String file :
        new String[] {
          "checkpoints/step-000000050/parameters.safetensors",
          "checkpoints/step-000000050/state.safetensors",
          "metrics.jsonl",
          "evaluation.json"
        }) {
      assertThat(Files.readAllBytes(three.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(one.resolve(file)));
    }
  }

  private String mistake(Path file) {
    CommandLine result = CommandLine.run("train", file, "--out", folder.resolve("out"));
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    return result.err().strip();
  }

  @Test
  void mistakesAreToldBeforeTheRun() throws IOException {
    assertThat(mistake(experiment("{\"type\": \"unrolled\", \"steps\": 0}")))
        .contains("objective.steps: must lie between 1 and 10000, but is 0");
    assertThat(mistake(experiment("{\"type\": \"unrolled\", \"step\": 0}")))
        .contains("objective.step: must be positive, but is 0");
    assertThat(mistake(experiment("{\"type\": \"unrolled\", \"step\": -1}")))
        .contains("objective.step: must be positive, but is -1");
    assertThat(mistake(experiment("{\"type\": \"unrolled\", \"start\": \"ones\"}")))
        .contains("objective.start");
    Path classes = folder.resolve("labels.csv");
    Files.writeString(classes, "0,1,2,1\n2,1,0,0\n1,1,2,0\n");
    Path file =
        Files.writeString(
            folder.resolve("labels.json"),
            """
            {
              "name": "labels",
              "data": {"type": "halves", "data": {"type": "csv", "file": "labels.csv", "levels": 3}},
              "energy": {
                "type": "conditional-network",
                "layers": ["flatten", {"type": "dense", "units": 1}]
              },
              "objective": {"type": "unrolled"},
              "training": {"steps": 10}
            }
            """);
    assertThat(mistake(file))
        .startsWith(
            "error: objective: objective 'unrolled' is for real states without bounds, not for those"
                + " of ");
  }
}
