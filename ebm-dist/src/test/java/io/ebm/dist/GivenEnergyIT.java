package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Drawing from energies that are given, not learned. */
class GivenEnergyIT {

  @TempDir Path folder;

  private Path experiment(String energy, String sampler) throws IOException {
    Path file = folder.resolve("given.json");
    Files.writeString(
        file,
        """
        {
          "name": "given",
          "energy": %s,
          "sampling": {"sampler": %s, "count": 1000, "steps": 300}
        }
        """
            .formatted(energy, sampler));
    return file;
  }

  private JsonNode evaluation(String energy) throws IOException {
    Path file = experiment(energy, "{\"type\": \"mala\", \"stepSize\": 0.1}");
    CommandLine result = CommandLine.run("evaluate", file, "--json");
    assertThat(result.code()).as(result.err()).isZero();
    return Json.parse(result.out());
  }

  @Test
  void formulaAndEnergyOfTheSameLawAgree() throws IOException {
    JsonNode known =
        evaluation(
            "{\"type\": \"gaussian\", \"mean\": [1, 0], \"covariance\": [[2, 0.6], [0.6, 1]]}");
    assertThat(known.path("moments").path("worstMean").asDouble()).isLessThan(4);
    assertThat(known.path("moments").path("worstVariance").asDouble()).isLessThan(4);
    double logZ = known.path("logZ").path("value").asDouble();
    assertThat(logZ)
        .isCloseTo(
            Math.log(2 * Math.PI * Math.sqrt(2 - 0.36)),
            org.assertj.core.api.Assertions.within(1e-9));
    JsonNode formula =
        evaluation(
            "{\"type\": \"expression\", \"dim\": 2, \"expression\": \"((x[0]-1)^2 - 1.2 * (x[0]-1) *"
                + " x[1] + 2 * x[1]^2) / 3.28\"}");
    assertThat(formula.path("logZ").path("value").asDouble())
        .isCloseTo(logZ, org.assertj.core.api.Assertions.within(1e-4));
  }

  @Test
  void sampleWritesOneFileOrAWholeRun() throws IOException {
    Path file =
        experiment("{\"type\": \"double-well\"}", "{\"type\": \"mala\", \"stepSize\": 0.05}");
    CommandLine one =
        CommandLine.run("sample", file, "--out", folder.resolve("x.npy"), "--count", 7);
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(Files.size(folder.resolve("x.npy"))).isEqualTo(128 + 7 * 4);

    CommandLine run =
        CommandLine.run(
            "sample", file, "--out", folder.resolve("run"), "--set", "sampling.steps=20");
    assertThat(run.code()).as(run.err()).isZero();
    Path out = folder.resolve("run");
    assertThat(run.lastLine()).isEqualTo(out.toString());
    assertThat(out.resolve("report.html")).exists();
    assertThat(out.resolve("evaluation.json")).exists();
    assertThat(Files.readString(out.resolve("experiment.json"))).contains("\"steps\" : 20");
    CommandLine again = CommandLine.run("sample", out, "--out", folder.resolve("y.npy"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("y.npy")))
        .isEqualTo(Files.readAllBytes(out.resolve("samples.npy")));
  }

  /** Advice about the step is for chains that ran away, not for those that began badly. */
  @Test
  void badStartsAreNotBlamedOnTheStep() throws IOException {
    Path wall =
        experiment(
            "{\"type\": \"expression\", \"dim\": 1, \"expression\": \"x[0] - log(x[0] - 9)\"}",
            "{\"type\": \"mala\", \"stepSize\": 0.1}");
    CommandLine started = CommandLine.run("sample", wall, "--out", folder.resolve("x.npy"));
    assertThat(started.code()).isEqualTo(1);
    assertThat(started.err())
        .contains("after step 0")
        .doesNotContain("a smaller 'stepSize' may help");
    Path steep =
        experiment(
            "{\"type\": \"expression\", \"dim\": 1, \"expression\": \"x[0]^4\"}",
            "{\"type\": \"langevin\", \"stepSize\": 5}");
    CommandLine ran = CommandLine.run("sample", steep, "--out", folder.resolve("x.npy"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("sampling stopped: sampler 'langevin'", "; a smaller 'stepSize' may help");
  }

  @Test
  void mistakesSayWhatToDo() throws IOException {
    Path file =
        experiment(
            "{\"type\": \"expression\", \"dim\": 2, \"expression\": \"x[0]^2 + y\"}",
            "{\"type\": \"mala\", \"stepSize\": 0.1}");
    CommandLine formula = CommandLine.run("sample", file, "--out", folder.resolve("x.npy"));
    assertThat(formula.code()).isEqualTo(2);
    assertThat(formula.err())
        .contains(
            "energy.expression: nothing is named 'y'; known are dim, e, pi, x at character 10");
    CommandLine trained = CommandLine.run("sample", Project.example("two-moons.json"));
    assertThat(trained.code()).isEqualTo(2);
    assertThat(trained.err()).contains("this experiment learns its energy; train it");
  }

  /**
   * Steps that are too long where some chains start: those stay there, and every command says so.
   */
  @Test
  void everyWayToDrawTellsOfFrozenChains() throws IOException {
    Path file =
        experiment(
            "{\"type\": \"expression\", \"dim\": 2, \"expression\": \"45 * x[1] + 23 * (0.18 + (x[0]"
                + " - 5)^2) * exp(-2 * x[1])\"}",
            "{\"type\": \"mala\", \"stepSize\": 0.003}");
    String frozen = "of 1000 chains never moved in their last 150 transitions";
    CommandLine samples = CommandLine.run("sample", file, "--out", folder.resolve("f.npy"));
    assertThat(samples.err()).contains(frozen).contains("warning: chains have not mixed: R-hat ");
    assertThat(samples.err())
        .contains(
            "try sampler hmc or nuts or preconditioned-langevin if they creep, sampler"
                + " parallel-tempering or smc or tempered-transitions if they stay in separate modes");
    CommandLine run = CommandLine.run("sample", file, "--out", folder.resolve("frozen"));
    assertThat(run.err()).contains(frozen);
    assertThat(Files.readString(folder.resolve("frozen/report.html"))).contains(frozen);
    CommandLine again =
        CommandLine.run("sample", folder.resolve("frozen"), "--out", folder.resolve("g.npy"));
    assertThat(again.err()).contains(frozen);
    JsonNode json = Json.parse(CommandLine.run("evaluate", file, "--json").out());
    assertThat(json.path("diagnostics").path("frozen").asInt()).isBetween(10, 900);
    assertThat(json.path("verdicts").toString()).contains(frozen);

    CommandLine well =
        CommandLine.run(
            "sample",
            file,
            "--out",
            folder.resolve("h.npy"),
            "--set",
            "sampling.sampler={\"type\": \"nuts\"}");
    assertThat(well.err()).contains("none of 1000 chains is frozen").doesNotContain("warning");
  }
}
