package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of noise levels from the command line: trained, drawn from, evaluated, refused. */
class DiffusionIT {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String FIELD = "eight-gaussians-field.json";

  @TempDir Path folder;

  private CommandLine train(String... changes) {
    Object[] arguments = new Object[4 + 2 * changes.length];
    arguments[0] = "train";
    arguments[1] = Project.example(FIELD);
    arguments[2] = "--out";
    arguments[3] = folder.resolve("run");
    for (int i = 0; i < changes.length; i++) {
      arguments[4 + 2 * i] = "--set";
      arguments[5 + 2 * i] = changes[i];
    }
    return CommandLine.run(arguments);
  }

  private JsonNode evaluation() throws IOException {
    return MAPPER.readTree(folder.resolve("run/evaluation.json").toFile());
  }

  @Test
  void fieldIsTrainedDrawnAndItsLikelihoodFound() throws IOException {
    CommandLine result =
        train("training.steps=150", "sampling.count=200", "evaluation.flow.rows=100");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("R-hat");
    JsonNode flow = evaluation().at("/flow");
    double lower = flow.path("lower").asDouble();
    double upper = flow.path("upper").asDouble();
    assertThat(flow.path("logLikelihood").asDouble()).isBetween(lower, upper);
    assertThat(evaluation().at("/energy/heldOut").asDouble()).isBetween(1.0, 4.0);
    assertThat(folder.resolve("run/samples.npy")).isNotEmptyFile();
    assertThat(folder.resolve("run/plots/way.gif")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("Samples on their way from noise", "data:image/gif");
  }

  @Test
  void energyIsTrainedAndComparedWithItsFlow() throws IOException {
    CommandLine result =
        train(
            "training.steps=60",
            "sampling.count=100",
            "evaluation.flow.rows=50",
            "energy={\"type\": \"noise-network\", \"deviation\": 2, \"layers\":"
                + " [{\"type\": \"noise-mlp\", \"hidden\": [32, 32], \"outputs\": 1}]}");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(evaluation().at("/flow/inconsistency").asDouble()).isPositive();
  }

  @Test
  void classesAreGivenAndGuided() throws IOException {
    Files.writeString(
        folder.resolve("classes.csv"), "0,0,a\n1,1,b\n0.1,0,a\n1,1.1,b\n0,0.1,a\n1.1,1,b\n");
    Path file =
        Files.writeString(
            folder.resolve("classes.json"),
            """
            {
              "name": "classes",
              "data": {"type": "given-classes",
                "data": {"type": "csv", "file": "classes.csv", "labelColumn": 2}},
              "energy": {"type": "score-network",
                "layers": [{"type": "noise-mlp", "hidden": [16], "classes": true}]},
              "objective": {"type": "denoising", "dropContext": 0.2},
              "optimizer": {"type": "adam", "rate": 0.001},
              "training": {"batch": 4, "steps": 20},
              "sampling": {"sampler": {"type": "heun", "guidance": 2}, "count": 50}
            }
            """);
    Path run = folder.resolve("run");
    CommandLine refused = CommandLine.run("train", file, "--out", run);
    assertThat(refused.code()).as(refused.err()).isZero();
    CommandLine drawn =
        CommandLine.run(
            "sample", run, "--class", "b", "--count", "5", "--out", folder.resolve("b.npy"));
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(folder.resolve("b.npy")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sampling.sampler={\"type\": \"langevin\"} | it is a field",
        "sampling.sampler.guidance=2 | Guidable",
        "sampling.sampler.nodes=1 | nodes",
        "sampling.sampler.schedule={\"type\": \"edm\", \"lowest\": 0} | lowest",
        "sampling.sampler.schedule={\"type\": \"variance-exploding\", \"lowest\": 3, \"highest\": 2} | highest",
        "objective={\"type\": \"denoising-score-matching\", \"levels\": [0.1, 0.5]} | Differentiable",
        "objective={\"type\": \"denoising\", \"dropContext\": 0.5} | dropContext",
        "energy={\"type\": \"mlp\", \"hidden\": [8]} | NoiseConditioned"
      })
  void misfitsAreOneSentence(String change, String expected) {
    CommandLine result = train(change);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(expected).doesNotContain("\tat ");
  }
}
