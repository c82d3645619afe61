package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Features;
import io.ebm.api.Parameters;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Run;
import io.ebm.core.UserException;
import io.ebm.core.compose.Composition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Samples are compared in the layer of another run's network, and other data are told from data.
 */
class FeaturesTest {

  private static final String NETWORK =
      """
      {
        "name": "network",
        "seed": 1,
        "data": {"type": "csv", "file": "rows.csv", "standardize": true},
        "energy": {"type": "mlp", "hidden": [5]},
        "objective": {"type": "score-matching"},
        "training": {"batch": 50, "steps": %d}
      }
      """;

  private static final String MODEL =
      """
      {
        "name": "model",
        "seed": 2,
        "data": {"type": "csv", "file": "rows.csv", "heldOutFraction": 0.5},
        "energy": {"type": "mlp", "hidden": [6]},
        "objective": {"type": "score-matching"},
        "training": {"batch": 50, "steps": 4},
        "sampling": {
          "sampler": {"type": "mala", "stepSize": 0.1, "targetAcceptance": 0.6},
          "count": 150,
          "steps": 30
        },
        "evaluation": {%s}
      }
      """;

  private static final String OF_RUN =
      "\"features\": {\"type\": \"run\", \"run\": \"runs/network\", \"layer\": \"layers.0\"}";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    rows("rows.csv", 3, 1);
    rows("far.csv", 3, 2);
    rows("narrow.csv", 2, 1);
    Files.writeString(folder.resolve("network.json"), NETWORK.formatted(3));
  }

  private void rows(String file, int columns, double scale) throws IOException {
    StringBuilder rows = new StringBuilder();
    Random random = new Random(columns);
    for (int i = 0; i < 400; i++) {
      for (int k = 0; k < columns; k++) {
        rows.append(k == 0 ? "" : ",");
        rows.append(String.format(Locale.ROOT, "%.5f", 3 + scale * random.nextGaussian()));
      }
      rows.append('\n');
    }
    Files.writeString(folder.resolve(file), rows);
  }

  private Path model(String evaluation) throws IOException {
    return Files.writeString(folder.resolve("model.json"), MODEL.formatted(evaluation));
  }

  private Parameters train(Ebm ebm) {
    Path file = folder.resolve("network.json");
    Run run = ebm.start(ebm.experiment(file, List.of()), folder.resolve("runs/network"));
    run.train();
    return run.session().composition().learnable().parameters();
  }

  private static Ebm open(int threads) {
    return Ebm.builder().threads(threads).open();
  }

  /** The first layer of numbers that were standardized where the network was trained. */
  @Test
  void rowsEnterTheNetworkInItsUnits() throws IOException {
    try (Ebm ebm = open(1)) {
      Parameters parameters = train(ebm);
      Composition network = ebm.compose(ebm.experiment(folder.resolve("network.json"), List.of()));
      Batch known = network.data().orElseThrow().train().range(0, 4, 3);
      Composition composition = ebm.compose(ebm.experiment(model(OF_RUN), List.of()));
      composition.checkFit();
      Features features = composition.evaluating().features().orElseThrow();
      assertThat(features.description()).isEqualTo("layers.0 of runs/network (5 numbers)");
      String[] lines = Files.readString(folder.resolve("rows.csv")).split("\n", -1);
      Batch rows = Batch.allocate(4, 3);
      for (int i = 0; i < rows.length(); i++) {
        rows.array()[i] = Float.parseFloat(lines[i / 3].split(",", -1)[i % 3]);
      }
      Batch out = Batch.allocate(4, 5);
      features.compute(rows, out);
      float[] theta = parameters.values();
      Parameters.Tensor weight = parameters.tensors().get(0);
      Parameters.Tensor bias = parameters.tensors().get(1);
      for (int i = 0; i < 4; i++) {
        for (int unit = 0; unit < 5; unit++) {
          double expected = theta[bias.offset() + unit];
          for (int k = 0; k < 3; k++) {
            expected += theta[weight.offset() + 3 * unit + k] * known.get(i, k);
          }
          assertThat(out.get(i, unit)).isCloseTo((float) expected, within(1e-5f));
        }
      }
    }
  }

  private static ObjectNode evaluated(Run run) {
    return run.session().evaluate(run.session().draw(ProgressListener.NONE));
  }

  @Test
  void evaluationIsTheSameOnAnyThreadsAndNotesTheCheckpoint() throws IOException {
    Path file =
        model(
            OF_RUN
                + ", \"against\": [{\"name\": \"far\", \"data\": {\"type\": \"csv\", \"file\":"
                + " \"far.csv\"}}, {\"name\": \"mixed\", \"noise\": \"shuffled\"}]");
    ObjectNode expected;
    try (Ebm ebm = open(1)) {
      train(ebm);
      Run run = ebm.start(ebm.experiment(file, List.of()), folder.resolve("run"));
      run.train();
      expected = evaluated(run);
      JsonNode files = run.folder().json("provenance.json").path("files");
      assertThat(files.path("runs/network").path("path").asString())
          .endsWith("step-000000003/parameters.safetensors");
      assertThat(files.path("runs/network").path("sha256").asString()).hasSize(64);
    }
    assertThat(expected.path("samples").path("features").asString())
        .isEqualTo("layers.0 of runs/network (5 numbers)");
    assertThat(expected.path("samples").path("n").asInt()).isEqualTo(100);
    assertThat(expected.path("samples").path("frechet").propertyNames())
        .containsExactly("value", "halves", "gaussian");
    assertThat(expected.path("against").path("far").path("nearest").asDouble()).isGreaterThan(0.7);
    for (int threads = 2; threads <= 3; threads++) {
      try (Ebm ebm = open(threads)) {
        Run run = ebm.open(folder.resolve("run"), warning -> {});
        assertThat(evaluated(run)).isEqualTo(expected);
      }
    }
  }

  @Test
  void anotherNetworkInTheSameFolderIsRefused() throws IOException {
    Path file = model(OF_RUN);
    try (Ebm ebm = open(1)) {
      train(ebm);
      ebm.start(ebm.experiment(file, List.of()), folder.resolve("run")).train();
      Files.move(folder.resolve("runs"), folder.resolve("before"));
      Files.writeString(folder.resolve("network.json"), NETWORK.formatted(2));
      train(ebm);
      Run run = ebm.open(folder.resolve("run"), warning -> {});
      assertThatThrownBy(() -> evaluated(run))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("is not the 'runs/network' that");
    }
  }

  private void refuses(String evaluation, String message) throws IOException {
    Path file = model(evaluation);
    try (Ebm ebm = open(1)) {
      assertThatThrownBy(() -> ebm.compose(ebm.experiment(file, List.of())).checkFit())
          .isInstanceOf(UserException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void whatDoesNotFitIsToldWithWhatThereIs() throws IOException {
    refuses(OF_RUN, "evaluation.features.run: there is no file");
    try (Ebm ebm = open(1)) {
      train(ebm);
    }
    refuses(
        OF_RUN.replace("layers.0", "layer.0"),
        "evaluation.features.layer: there is no layer 'layer.0' in 'runs/network'; there are"
            + " layers.0, layers.1, layers.2; did you mean 'layers.0'");
    refuses(
        OF_RUN.replace("runs/network", "rows.csv"), "rows.csv: is no run; a run is a folder that");
    refuses(
        "\"against\": [{\"name\": \"n\", \"data\": {\"type\": \"csv\", \"file\": \"narrow.csv\"}}]",
        "evaluation.against[0].data: its examples are of Real[shape=[2]], and those of this"
            + " experiment of Real[shape=[3]]");
    refuses(
        "\"against\": [{\"name\": \"n\"}]", "evaluation.against[0].data: is missing; give data");
    refuses(
        "\"against\": [{\"name\": \"n\", \"noise\": \"uniform\"},"
            + " {\"name\": \"n\", \"noise\": \"shuffled\"}]",
        "'n' is the name of another one too");
  }
}
