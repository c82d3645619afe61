package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The example of a restricted Boltzmann machine on MNIST, small enough here that its likelihood is
 * known exactly; docs/boltzmann.md has the figures of the whole one.
 */
class MachineIT {

  /** The best model with independent pixels, on the test set; nats. */
  private static final double INDEPENDENT = -205.79;

  @TempDir Path folder;

  @BeforeEach
  void needsData() {
    assumeThat(Project.data()).as("EBM_DATA names the folder with mnist/").isNotNull();
  }

  private Path train(String... changes) {
    Path out = folder.resolve("run" + changes.length);
    Object[] words = new Object[4 + 2 * changes.length];
    words[0] = "train";
    words[1] = Project.example("mnist-rbm.json");
    words[2] = "--out";
    words[3] = out;
    for (int i = 0; i < changes.length; i++) {
      words[4 + 2 * i] = "--set";
      words[5 + 2 * i] = changes[i];
    }
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  private static JsonNode evaluate(Path run, String... changes) {
    Object[] words = new Object[3 + 2 * changes.length];
    words[0] = "evaluate";
    words[1] = run;
    words[2] = "--json";
    for (int i = 0; i < changes.length; i++) {
      words[3 + 2 * i] = "--set";
      words[4 + 2 * i] = changes[i];
    }
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return Json.parse(result.out());
  }

  @Test
  void learnsDigitsAndKnowsItsLikelihood() throws IOException {
    Path run =
        train(
            "energy.hidden=16",
            "optimizer.rate=0.1",
            "training.steps=3000",
            "sampling.steps=50",
            "sampling.count=64");
    JsonNode exact = evaluate(run);
    assertThat(exact.path("logZ").path("method").asString()).isEqualTo("exact");
    double heldOut = exact.path("logLikelihood").path("heldOut").asDouble();
    assertThat(heldOut).isBetween(INDEPENDENT + 40, -130.0);

    assertThat(exact.path("diagnostics").path("rHat").asDouble(Double.NaN)).isGreaterThan(0.9);

    JsonNode sandwich =
        evaluate(
                run,
                "evaluation.logZ={\"type\": \"sandwich\", \"temperatures\": 20000, \"chains\": 400}")
            .path("logZ");
    double logZ = exact.path("logZ").path("value").asDouble();
    assertThat(sandwich.path("valid").asBoolean()).isTrue();
    assertThat(sandwich.path("lower").asDouble()).isLessThan(logZ);
    assertThat(sandwich.path("upper").asDouble()).isGreaterThan(logZ);

    assertThat(run.resolve("plots/filters.png")).exists();
    assertThat(run.resolve("plots/inpainting.png")).exists();
    completesWhatIsGiven(run);
  }

  private void completesWhatIsGiven(Path run) throws IOException {
    float[] given = new float[2 * 784];
    for (int i = 0; i < given.length; i++) {
      given[i] = i % 784 < 392 ? (i % 28 == 14 ? 1 : 0) : Float.NaN;
    }
    Path file = folder.resolve("given.npy");
    Npy.write(file, List.of(2, 28, 28), given);
    Path out = folder.resolve("completed.npy");
    CommandLine result = CommandLine.run("sample", run, "--given", file, "--out", out);
    assertThat(result.code()).as(result.err()).isZero();
    NumberArray completed = Npy.read(out);
    assertThat(completed.shape()).containsExactly(2, 28, 28);
    for (int i = 0; i < given.length; i++) {
      if (Float.isNaN(given[i])) {
        assertThat(completed.get(i)).isIn(0.0, 1.0);
      } else {
        assertThat(completed.get(i)).isEqualTo(given[i]);
      }
    }
    given[3] = 0.5f;
    Npy.write(file, List.of(2, 784), given);
    assertThat(CommandLine.run("sample", run, "--given", file).err())
        .contains("given: row 0 has 0.5 in column 3", "NaN stands for what is to be filled in");
    Npy.write(file, List.of(3), new float[3]);
    assertThat(CommandLine.run("sample", run, "--given", file).err())
        .contains("does not hold rows of 784 values");
  }

  @Test
  void sameBitsOnAnyNumberOfThreads() throws IOException {
    byte[][] parameters = new byte[2][];
    for (int threads = 1; threads <= 2; threads++) {
      Path out = folder.resolve("threads" + threads);
      CommandLine result =
          CommandLine.run(
              "train",
              Project.example("mnist-rbm.json"),
              "--out",
              out,
              "--threads",
              threads,
              "--set",
              "energy.hidden=16",
              "--set",
              "training.steps=30",
              "--set",
              "sampling.steps=5");
      assertThat(result.code()).as(result.err()).isZero();
      parameters[threads - 1] =
          Files.readAllBytes(out.resolve("checkpoints/step-000000030/parameters.safetensors"));
    }
    assertThat(parameters[1]).isEqualTo(parameters[0]);
  }

  @Test
  void parametersKnowTheirStatesWhereThereAreNoData() throws IOException {
    Path run = folder.resolve("bars");
    CommandLine trained =
        CommandLine.run(
            "train",
            Project.example("bars-and-stripes.json"),
            "--out",
            run,
            "--set",
            "energy.hidden=4",
            "--set",
            "training.steps=20");
    assertThat(trained.code()).as(trained.err()).isZero();
    Path file = folder.resolve("given.json");
    Files.writeString(
        file,
        "{\"name\": \"given\", \"energy\": {\"type\": \"rbm\", \"hidden\": 4, \"parameters\":"
            + " \"bars/checkpoints/step-000000020/parameters.safetensors\"},"
            + " \"evaluation\": {\"logZ\": {\"type\": \"exact\"}}}");
    double given = evaluate(file).path("logZ").path("value").asDouble();
    double learned = evaluate(run).path("logZ").path("value").asDouble();
    assertThat(given).isEqualTo(learned).isGreaterThan(0);
  }

  @Test
  void saysWhatIsWrongWithData() throws IOException {
    Path small = train("energy.hidden=3", "training.steps=2", "sampling.steps=1");
    CommandLine size =
        CommandLine.run(
            "train",
            Project.example("mnist-rbm.json"),
            "--set",
            "energy.hidden=4",
            "--set",
            "energy.parameters="
                + small.resolve("checkpoints/step-000000002/parameters.safetensors"));
    assertThat(size.code()).isEqualTo(2);
    assertThat(size.err()).contains("weights", "[784, 3]", "[784, 4]");
    CommandLine grey =
        CommandLine.run("train", Project.example("mnist-rbm.json"), "--set", "data.binarize=null");
    assertThat(grey.code()).isEqualTo(2);
    assertThat(grey.err()).contains("zeros and ones", "binarize");
    CommandLine large =
        CommandLine.run(
            "train",
            Project.example("mnist-rbm.json"),
            "--set",
            "objective={\"type\": \"maximum-likelihood\"}");
    assertThat(large.code()).isEqualTo(2);
    assertThat(large.err())
        .contains("needs an energy that is Tractable", "500 units", "at most 24", "ais");
  }
}
