package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Session;
import io.ebm.core.sampling.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that samplers complete, and states of single classes. */
class DrawingTest {

  private static final int ROWS = 600;

  @TempDir Path folder;

  private Path experiment(String energy, String sampler) throws IOException {
    return Files.writeString(
        folder.resolve("e.json"),
        """
        {
          "name": "drawing", "seed": 3, "energy": %s,
          "sampling": {"sampler": %s, "count": 40, "steps": 200}
        }
        """
            .formatted(energy, sampler));
  }

  /** Samplers that keep rows apart, and others, which have a tile for each row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"mala\", \"stepSize\": 0.3}",
        "{\"type\": \"underdamped-langevin\", \"stepSize\": 0.1}",
        "{\"type\": \"hmc\", \"stepSize\": 0.3}",
        "{\"type\": \"nuts\"}",
        "{\"type\": \"slice\"}",
        "{\"type\": \"metropolis\", \"stepSize\": 1}",
        "{\"type\": \"parallel-tempering\", \"levels\": 2, \"highest\": 2,"
            + " \"sampler\": {\"type\": \"mala\", \"stepSize\": 0.3}}",
        "{\"type\": \"smc\", \"sampler\": {\"type\": \"mala\", \"stepSize\": 0.3}}"
      })
  void everySamplerOfRealNumbersCompletesRows(String sampler) throws IOException {
    String gaussian =
        "{\"type\": \"gaussian\", \"mean\": [1, -1], \"covariance\": [[1, 0.6], [0.6, 1]]}";
    try (Ebm ebm = Ebm.open()) {
      Session session = ebm.session(ebm.experiment(experiment(gaussian, sampler), List.of()));
      Batch given = Batch.allocate(ROWS, 2);
      for (int i = 0; i < ROWS; i++) { // each its own value, by turns of the other coordinate
        given.set(i, i % 2, Float.NaN);
        given.set(i, 1 - i % 2, i % 3 - 1);
      }
      Batch found =
          session
              .complete(given, sampler.contains("smc") ? 20 : 60, null, ProgressListener.NONE)
              .states();
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < ROWS; i++) {
        int free = i % 2;
        double mean = (free == 0 ? 1 : -1) + 0.6 * (i % 3 - 1 - (free == 0 ? -1 : 1));
        double z = (found.get(i, free) - mean) / 0.8; // the variance is 1 - 0.6²
        sum += z;
        squares += z * z;
        assertThat(found.get(i, 1 - free)).isEqualTo(given.get(i, 1 - free));
      }
      assertThat(sum / ROWS).as("mean").isBetween(-4 / Math.sqrt(ROWS), 4 / Math.sqrt(ROWS));
      double error = 5 * Math.sqrt(2.0 / ROWS); // underdamped steps are slightly biased
      assertThat(squares / ROWS).as("variance").isBetween(1 - error, 1 + error);
    }
  }

  /** From noise to data with some of it given: the conditional law, by its formula. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"predictor-corrector\", \"nodes\": 60, \"corrections\": 8,"
            + " \"schedule\": {\"type\": \"edm\", \"lowest\": 0.02}, \"clean\": false,"
            + " \"corrector\": {\"type\": \"mala\", \"stepSize\": 0.5}}"
      })
  void samplersFromNoiseCompleteRows(String sampler) throws IOException {
    String gaussian =
        "{\"type\": \"gaussian\", \"mean\": [1, -1], \"covariance\": [[1, 0.6], [0.6, 1]]}";
    try (Ebm ebm = Ebm.open()) {
      Session session = ebm.session(ebm.experiment(experiment(gaussian, sampler), List.of()));
      Batch given = Batch.allocate(ROWS, 2);
      for (int i = 0; i < ROWS; i++) {
        given.set(i, 0, 2.5f);
        given.set(i, 1, Float.NaN);
      }
      Batch states = session.complete(given, 1, 5L, ProgressListener.NONE).states();
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < ROWS; i++) {
        assertThat(states.get(i, 0)).isEqualTo(2.5f);
        double away = states.get(i, 1) - (-1 + 0.6 * 1.5);
        sum += away;
        squares += away * away;
      }
      double spread = Math.sqrt(1 - 0.6 * 0.6);
      assertThat(sum / ROWS / spread).as("mean").isBetween(-0.2, 0.2);
      assertThat(squares / ROWS / (spread * spread)).as("variance").isBetween(0.75, 1.25);
    }
  }

  /** One transition goes the whole way, whose steps the strip shows. */
  @Test
  void stripShowsTheWayFromNoise() throws IOException {
    String gaussian = "{\"type\": \"gaussian\", \"mean\": [1, -1]}";
    try (Ebm ebm = Ebm.open()) {
      Session session =
          ebm.session(
              ebm.experiment(
                  experiment(gaussian, "{\"type\": \"heun\", \"nodes\": 30}"), List.of()));
      Draws draws = session.draw(8, 1, 5L, ProgressListener.NONE);
      List<Integer> stages = draws.strip().steps();
      assertThat(stages).startsWith(0).endsWith(29).isSorted().hasSize(12);
      int last = stages.size() - 1;
      for (int chain = 0; chain < draws.strip().chains(); chain++) {
        for (int k = 0; k < 2; k++) {
          assertThat(draws.strip().states().get(chain * stages.size() + last, k))
              .isEqualTo(draws.states().get(chain, k));
        }
      }
      assertThat(draws.independent()).isTrue();
    }
  }

  @Test
  void completesFromTheCommandLine() throws IOException {
    Path file =
        experiment(
            "{\"type\": \"gaussian\", \"mean\": [5, 7], \"covariance\": [[1, 0], [0, 0.01]]}",
            "{\"type\": \"mala\", \"stepSize\": 0.01}");
    Path given = Files.writeString(folder.resolve("given.csv"), "a,b\n4.5,\n,6.5\n");
    Path out = folder.resolve("out.csv");
    CommandLine done = CommandLine.run("sample", file, "--given", given, "--out", out);
    assertThat(done.code()).as(done.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(1)).startsWith("4.5,");
    assertThat(Double.parseDouble(lines.get(1).split(",", -1)[1])).isBetween(6.5, 7.5);
    assertThat(lines.get(2)).endsWith(",6.5");
    Path sweeps =
        experiment(
            "{\"type\": \"gaussian\", \"mean\": [5, 7]}", "{\"type\": \"mala\", \"stepSize\": 1}");
    CommandLine outside =
        CommandLine.run(
            "sample",
            sweeps,
            "--set",
            "energy={\"type\": \"ising\", \"shape\": [2]}",
            "--set",
            "sampling.sampler={\"type\": \"metropolis\"}",
            "--given",
            given,
            "--out",
            out);
    assertThat(outside.code()).isEqualTo(2);
    assertThat(outside.err()).contains("given: row 0 has 4.5 in column 0, which is not in");
  }

  private static final String MIXTURE =
      "{\"type\": \"gaussian-mixture\", \"parts\": [{\"mean\": [-20, 0]}, {\"mean\": [0, 0]},"
          + " {\"mean\": [20, 0]}]}";

  @Test
  void drawsOfAClass() throws IOException {
    Path file = experiment(MIXTURE, "{\"type\": \"mala\", \"stepSize\": 0.5}");
    Path out = folder.resolve("two.csv");
    CommandLine done = CommandLine.run("sample", file, "--class", "2", "--count", 9, "--out", out);
    assertThat(done.code()).as(done.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(10);
    for (String line : lines.subList(1, 10)) {
      assertThat(Double.parseDouble(line.split(",", -1)[0])).isBetween(15.0, 25.0);
    }
    CommandLine unknown = CommandLine.run("sample", file, "--class", "22", "--out", out);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("error: --class: there is no class '22'; they are 0, 1, 2; did you mean '2'?");
    CommandLine both =
        CommandLine.run("sample", file, "--class", "2", "--given", out, "--out", out);
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("error: --class: rows to complete (--given) have no class");
    Path none =
        experiment("{\"type\": \"double-well\"}", "{\"type\": \"mala\", \"stepSize\": 0.05}");
    CommandLine without = CommandLine.run("sample", none, "--class", "2", "--out", out);
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err())
        .contains(
            "error: energy: 'double-well' has no classes to draw from; that takes an energy that is"
                + " PerClass");
  }

  /** A report of a model of classes alone, whose features are images in other units. */
  @Test
  void reportsSaliencyOfAClassifier() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(i % 2 == 0 ? "cat" : "dog").append(',').append(i % 2 * 9 + i % 3);
      text.append(',')
          .append(i % 5)
          .append(',')
          .append(i % 7)
          .append(',')
          .append(i % 11)
          .append('\n');
    }
    Files.writeString(folder.resolve("images.csv"), text);
    Path file =
        Files.writeString(
            folder.resolve("classifier.json"),
            """
            {
              "name": "classifier", "seed": 3,
              "data": {"type": "csv", "file": "images.csv", "labelColumn": 0, "shape": [2, 2],
                       "standardize": true, "heldOutFraction": 0.25},
              "energy": {"type": "softmax-classifier"},
              "objective": {"type": "cross-entropy"},
              "optimizer": {"type": "adam", "rate": 0.05},
              "training": {"batch": 10, "steps": 20}
            }
            """);
    CommandLine done = CommandLine.run("train", file, "--out", folder.resolve("run"));
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(folder.resolve("run/plots/saliency-class.png")).exists();
    assertThat(Files.readString(folder.resolve("run/report.html"))).doesNotContain(" fails: ");
  }
}
