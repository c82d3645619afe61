package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.core.io.Csv;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in units that no model is made for: told by validate, standardized, and given back. */
class UnitsIT {

  private static final String EXPERIMENT =
      """
      {
        "name": "machine",
        "seed": 1,
        "data": {"type": "csv", "file": "machine.csv", "heldOutFraction": 0.2},
        "energy": {"type": "rbm", "hidden": 3},
        "objective": {"type": "pcd", "steps": 3, "sampler": {"type": "gibbs"}},
        "optimizer": {"type": "adam", "rate": 0.01},
        "training": {"batch": 100, "steps": 400},
        "sampling": {"count": 2000, "steps": 100}
      }
      """;

  private static final int ROWS = 1000;

  @TempDir Path folder;
  private Path file = Path.of("");

  /** Revolutions about 1500 and a temperature about 80 that follows them. */
  @BeforeEach
  void write() throws IOException {
    RandomStream random = RandomStream.of(4);
    StringBuilder text = new StringBuilder("revolutions,temperature\n");
    for (int i = 0; i < ROWS; i++) {
      double common = random.nextGaussian();
      text.append((float) (1500 + 200 * common)).append(',');
      text.append((float) (80 + 4 * (0.8 * common + 0.6 * random.nextGaussian()))).append('\n');
    }
    Files.writeString(folder.resolve("machine.csv"), text);
    file = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
  }

  private static CommandLine done(Object... words) {
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  @Test
  void validateTellsOfTheScale() {
    CommandLine raw = done("validate", file);
    assertThat(raw.out().lines().toList())
        .startsWith(
            file + ": valid",
            "data: 800 examples, 200 held out, each of real numbers of shape [2]",
            "  column                min          max         mean           sd")
        .endsWith("energy: over real numbers of shape [2]");
    assertThat(raw.err())
        .startsWith("warning: the scale does not fit: 2 of 2 columns lie far from 0 or vary much")
        .contains("\"standardize\": true");
    CommandLine scaled = done("validate", file, "--set", "data.standardize=true");
    assertThat(scaled.out()).contains("  standardized: the model sees columns of mean 0");
    assertThat(scaled.err()).isEmpty();
    assertThat(raw.out().lines().toList().subList(3, 5))
        .isEqualTo(scaled.out().lines().toList().subList(3, 5));
  }

  @Test
  void standardizedColumnsComeBackAsTheyWere() throws IOException {
    Path run = folder.resolve("run");
    CommandLine trained = done("train", file, "--set", "data.standardize=true", "--out", run);
    assertThat(trained.err()).doesNotContain("warning: the scale");

    // The density of the right Gaussian, whose columns correlate by 0.8, is the best there is.
    double best = -Math.log(200 * 4 * Math.sqrt(1 - 0.64)) - Math.log(2 * Math.PI) - 1;
    double told =
        Json.parse(Files.readString(run.resolve("evaluation.json")))
            .path("logLikelihood")
            .path("heldOut")
            .asDouble(Double.NaN);
    assertThat(told).isBetween(best - 1, best + 0.2);

    Path samples = folder.resolve("samples.csv");
    done("sample", run, "--out", samples);
    Batch drawn = Csv.read(samples).numbers();
    assertThat(mean(drawn, 0)).isBetween(1450.0, 1550.0);
    assertThat(mean(drawn, 1)).isBetween(79.0, 81.0);

    Path given = Files.writeString(folder.resolve("given.csv"), "1900.1,nan\n1100.7,nan\n");
    Path completed = folder.resolve("completed.csv");
    done("sample", run, "--given", given, "--out", completed);
    Batch filled = Csv.read(completed).numbers();
    assertThat(filled.get(0, 0)).isEqualTo(1900.1f);
    assertThat(filled.get(1, 0)).isEqualTo(1100.7f);
    assertThat(filled.get(0, 1)).isBetween(60f, 105f);

    // Other rows of the same machine are read by the scale of those that were trained on.
    List<String> lines = Files.readAllLines(folder.resolve("machine.csv"));
    Files.write(folder.resolve("few.csv"), lines.subList(0, 300));
    String few =
        done(
                "evaluate",
                run,
                "--json",
                "--set",
                "data.file=few.csv",
                "--set",
                "data.heldOutFraction=0.5")
            .out();
    assertThat(Json.parse(few).path("logLikelihood").path("train").asDouble(Double.NaN))
        .isCloseTo(told, within(0.4));

    Files.write(folder.resolve("machine.csv"), lines.subList(0, 300));
    CommandLine changed = CommandLine.run("evaluate", run);
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err())
        .contains("machine.csv: is not the 'machine.csv' that " + run + " was made with");
  }

  private static double mean(Batch rows, int column) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += rows.get(i, column);
    }
    return sum / rows.size();
  }

  /** Nobody says that they are binary; the values do. */
  @Test
  void bitsMakeABernoulliMachine() throws IOException {
    Files.copy(Project.example("bars-and-stripes-3x3.csv"), folder.resolve("bits.csv"));
    Object[] bits = {"validate", file, "--set", "data={\"type\": \"csv\", \"file\": \"bits.csv\"}"};
    assertThat(done(bits).out().lines().toList())
        .contains(
            "data: 16 examples, none held out, each of zeros and ones of shape [9]",
            "energy: over zeros and ones of shape [9]");
    done("validate", file, "--set", bits[3], "--set", "energy.visibleKind=bernoulli");
    CommandLine real =
        done(
            "validate",
            file,
            "--set",
            "data={\"type\": \"csv\", \"file\": \"bits.csv\", \"real\": true}");
    assertThat(real.out()).contains("energy: over real numbers of shape [9]");
  }

  @Test
  void parametersThatAreNotFiniteAreNotUsed() throws IOException {
    Path bad = folder.resolve("bad.safetensors");
    Safetensors.write(
        bad,
        List.of(
            tensor("weights", List.of(2, 3), 4),
            tensor("visible-bias", List.of(2), -1),
            tensor("hidden-bias", List.of(3), -1)),
        Map.of());
    Path given = folder.resolve("given.json");
    Files.writeString(
        given,
        """
        {"name": "given", "data": {"type": "csv", "file": "machine.csv"},
         "energy": {"type": "rbm", "hidden": 3, "parameters": "bad.safetensors"},
         "sampling": {"sampler": {"type": "gibbs"}}}
        """);
    for (String command : new String[] {"sample", "evaluate", "validate"}) {
      CommandLine result = CommandLine.run(command, given);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err().strip())
          .isEqualTo(
              "error: "
                  + bad
                  + ": tensor 'weights' has NaN at [1, 1] (from 0); parameters must be finite"
                  + " numbers");
    }
  }

  private static Tensor tensor(String name, List<Integer> shape, int nan) {
    float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
    if (nan >= 0) {
      values[nan] = Float.NaN;
    }
    return Tensor.of(name, shape, values);
  }
}
