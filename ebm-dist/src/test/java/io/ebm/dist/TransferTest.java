package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Parameters;
import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.UserException;
import io.ebm.core.io.FileHash;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.train.Crew;
import io.ebm.core.train.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two towers that begin with the first layer of another run's network. */
class TransferTest {

  private static final int STEPS = 12;

  private static final String MLP =
      """
      {
        "name": "mlp",
        "seed": 1,
        "data": {"type": "two-moons", "size": 200, "heldOut": 10},
        "energy": {"type": "mlp", "hidden": [8]},
        "objective": {"type": "score-matching"},
        "training": {"batch": 50, "steps": 5%s}
      }
      """;

  private static final String TOWERS =
      """
      {
        "name": "towers",
        "seed": 3,
        "data": {"type": "halves", "data": {"type": "csv", "file": "pairs.csv"}},
        "energy": {"type": "two-tower", "embedding": 4, "hidden": 8},
        "objective": {"type": "clip"},
        "optimizer": {"type": "adam", "rate": 0.01, "weightDecay": 0.1, "clipNorm": 1},
        "training": {"batch": 200, "steps": 12, "averageDecay": 0.9, "checkpointEvery": 3,
          "tensors": {
            "load": [{"from": "pretrained", "prefix": "FIRST", "as": "context.FIRST"}],
            "frozen": ["context.FIRST"],
            "tied": [{"prefix": "context.LAST", "with": "target.LAST"}],
            "rates": [{"prefix": "target.FIRST", "factor": 0.25}]}}
      }
      """;

  @TempDir Path folder;

  private Path towers = Path.of("");
  private Map<String, float[]> pretrained = Map.of();
  private String first = "";
  private String last = "";

  @BeforeEach
  void pretrain() throws IOException {
    Path mlp = Files.writeString(folder.resolve("mlp.json"), MLP.formatted(""));
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      Run run = ebm.start(ebm.experiment(mlp, List.of()), folder.resolve("pretrained"));
      run.train();
      Parameters parameters = run.session().composition().learnable().parameters();
      List<Parameters.Tensor> tensors = parameters.tensors();
      first = layer(tensors.get(0).name());
      last = layer(tensors.get(tensors.size() - 1).name());
    }
    pretrained = tensors(folder.resolve("pretrained"), 5);
    StringBuilder rows = new StringBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      rows.append(x).append(',').append(y).append(',').append(x + 0.1 * y).append(',');
      rows.append(y - x).append('\n');
    }
    Files.writeString(folder.resolve("pairs.csv"), rows);
    towers =
        Files.writeString(
            folder.resolve("towers.json"), TOWERS.replace("FIRST", first).replace("LAST", last));
  }

  private static String layer(String tensor) {
    return tensor.substring(0, tensor.lastIndexOf('.'));
  }

  private static Path checkpoint(Path run, int step) {
    return run.resolve("checkpoints/step-%09d".formatted(step));
  }

  private static Map<String, float[]> tensors(Path run, int step) throws IOException {
    Map<String, float[]> values = new TreeMap<>();
    Safetensors.read(checkpoint(run, step).resolve("parameters.safetensors"))
        .tensors()
        .forEach((name, tensor) -> values.put(name, tensor.floats()));
    return values;
  }

  private Path train(String name, int threads, UnaryOperator<Crew> crew) {
    try (Ebm ebm = Ebm.builder().threads(threads).crew(crew).open()) {
      Path out = folder.resolve(name);
      ebm.start(ebm.experiment(towers, List.of()), out).train();
      return out;
    }
  }

  private static void sameBits(Path other, Path one) throws IOException {
    for (String file : List.of("parameters.safetensors", "state.safetensors")) {
      assertThat(Files.readAllBytes(checkpoint(other, STEPS).resolve(file)))
          .as("%s of %s", file, other)
          .isEqualTo(Files.readAllBytes(checkpoint(one, STEPS).resolve(file)));
    }
  }

  @Test
  void loadsFreezesAndTies() throws IOException {
    Path run = train("run", 2, UnaryOperator.identity());
    Map<String, float[]> begun = tensors(run, 6);
    Map<String, float[]> ended = tensors(run, STEPS);
    for (String part : List.of(".weight", ".bias")) {
      assertThat(ended.get("context." + first + part)).isEqualTo(pretrained.get(first + part));
      assertThat(ended.get("context." + last + part))
          .isEqualTo(ended.get("target." + last + part))
          .isNotEqualTo(begun.get("context." + last + part));
      assertThat(ended.get("target." + first + part))
          .isNotEqualTo(begun.get("target." + first + part));
    }
    Path source = checkpoint(folder.resolve("pretrained"), 5).resolve("parameters.safetensors");
    assertThat(Files.readString(run.resolve("provenance.json")))
        .contains("\"pretrained\"", FileHash.of(source).sha256());
  }

  /** One process, several, and lanes that are worked on elsewhere. */
  @Test
  void bitsDependOnNoThreadAndNoCrew() throws IOException {
    Path one = train("one", 1, UnaryOperator.identity());
    sameBits(train("three", 3, UnaryOperator.identity()), one);
    try (Ebm elsewhere = Ebm.builder().threads(1).open()) {
      UnaryOperator<byte[]> worker = elsewhere.worker(elsewhere.experiment(towers, List.of()));
      Crew crew =
          (round, lanes) -> {
            for (Lane lane : lanes) {
              lane.accept(worker.apply(lane.request(round)));
            }
          };
      sameBits(train("crew", 1, threads -> crew), one);
    }
  }

  /** What was loaded is in the checkpoints, so that a run goes on without the other. */
  @Test
  void aRunThatGoesOnLoadsNothingAgain() throws IOException {
    Path whole = train("whole", 2, UnaryOperator.identity());
    Path out = folder.resolve("parts");
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      Run run = ebm.start(ebm.experiment(towers, List.of()), out);
      assertThatThrownBy(
              () ->
                  run.train(
                      (step, steps, loss) -> {
                        if (step == 8) {
                          throw new IllegalStateException("stop");
                        }
                      }))
          .hasMessage("stop");
    }
    Files.move(folder.resolve("pretrained"), folder.resolve("elsewhere"));
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      List<String> told = new ArrayList<>();
      ebm.resume(ebm.experimentOf(out, List.of()), out, told::add).train();
      assertThat(told).containsExactly("resuming after step 6");
    }
    sameBits(out, whole);
  }

  /** Before its first checkpoint a run begins again, from the same values. */
  @Test
  void aRunWithoutCheckpointsLoadsAgain() throws IOException {
    Path whole = train("whole", 2, UnaryOperator.identity());
    Path out = folder.resolve("killed");
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      ebm.start(ebm.experiment(towers, List.of()), out);
    }
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      ebm.resume(ebm.experimentOf(out, List.of()), out, told -> {}).train();
    }
    sameBits(out, whole);
  }

  /** The penalty of an optimizer that sees the whole loss leaves out what is frozen, too. */
  @Test
  void optimizersOfTheWholeLossFreezeAndTie() throws IOException {
    Path mlp =
        Files.writeString(
            folder.resolve("whole.json"),
            MLP.replace("\"hidden\": [8]", "\"hidden\": [8, 8, 8]")
                .replace("\"batch\": 50, ", "")
                .replace(
                    "\"training\"",
                    "\"optimizer\": {\"type\": \"lbfgs\", \"c2\": 0.1}, \"training\"")
                .formatted(", \"checkpointEvery\": 1"));
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      List<String> layers = new ArrayList<>();
      ebm.compose(ebm.experiment(mlp, List.of()))
          .learnable()
          .parameters()
          .tensors()
          .forEach(tensor -> layers.add(layer(tensor.name())));
      String second = layers.get(2);
      String third = layers.get(4);
      String tensors =
          "training.tensors={\"frozen\": [\"%s\"], \"tied\": [{\"prefix\": \"%s\", \"with\": \"%s\"}]}"
              .formatted(first, second, third);
      Path out = folder.resolve("whole");
      ebm.start(ebm.experiment(mlp, List.of(tensors)), out).train();
      Map<String, float[]> begun = tensors(out, 3);
      Map<String, float[]> ended = tensors(out, 5);
      String weight = ".weight";
      assertThat(ended.get(first + weight)).isEqualTo(begun.get(first + weight));
      assertThat(ended.get(second + weight))
          .isEqualTo(ended.get(third + weight))
          .isNotEqualTo(begun.get(second + weight));
    }
  }

  @Test
  void tellsWhatDoesNotFitBeforeTheRun() throws IOException {
    Path file = folder.resolve("other.safetensors");
    Safetensors.write(
        file,
        List.of(
            Tensor.of("a", List.of(3), new float[3]),
            Tensor.of("b.count", List.of(), new long[1]),
            Tensor.of("c", List.of(8), new float[] {0, 0, 0, Float.NaN, 0, 0, 0, 0})),
        Map.of());
    String bias = "context." + first + ".bias";
    String load = "{\"from\": \"%s\", \"prefix\": \"%s\", \"as\": \"%s\"}";
    String loads =
        "training.tensors.load=["
            + load.formatted("other.safetensors", "a", bias)
            + ", "
            + load.formatted("other.safetensors", "b.count", bias.replace("context", "target"))
            + ", "
            + load.formatted("other.safetensors", "d", "")
            + "]";
    Path out = folder.resolve("none");
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      assertThatThrownBy(
              () ->
                  ebm.start(
                      ebm.experiment(towers, List.of(loads, "objective.type=ratio-matching")), out))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("objective: objective 'ratio-matching'")
          .hasMessageContaining(
              "training.tensors.load[0]: " + file + ": tensor 'a' has the shape [3], but '" + bias)
          .hasMessageContaining(
              "training.tensors.load[1]: "
                  + file
                  + ": tensor 'b.count' holds I64, which are no real numbers; allowed are F32, F64,"
                  + " F16 and BF16")
          .hasMessageContaining(
              "training.tensors.load[2].prefix: no tensor of "
                  + file
                  + " has a name that begins with 'd'; the names are: ");
      String damaged =
          "training.tensors.load=[" + load.formatted("other.safetensors", "c", bias) + "]";
      assertThatThrownBy(() -> ebm.start(ebm.experiment(towers, List.of(damaged)), out))
          .hasMessage(
              "training.tensors.load[0]: "
                  + file
                  + ": tensor 'c' has NaN at [3] (from 0), as a float; parameters must be finite"
                  + " numbers");
      assertThat(out).doesNotExist();
    }
  }
}
