package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.train.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards give the same bits in another process as here. */
class ShardProcessIT {

  private static final String PAIRS =
      """
      {
        "name": "pairs",
        "seed": 3,
        "data": {"type": "halves", "data": {"type": "csv", "file": "pairs.csv"}},
        "energy": {"type": "two-tower", "embedding": 4, "hidden": 8},
        "objective": {"type": "sum", "terms": [
          {"objective": {"type": "clip", "temperature": 0.5}},
          {"objective": {"type": "triplet"}, "weight": 0.5},
          {"objective": {"type": "energy-magnitude"}, "weight": 0.01}]},
        "optimizer": {"type": "adam", "rate": 0.01},
        "training": {"batch": 200, "steps": 6, "dataNoise": 0.1, "logEvery": 1}
      }
      """;

  @TempDir Path folder;

  private Path pairs = Path.of("");

  @BeforeEach
  void writePairs() throws IOException {
    StringBuilder rows = new StringBuilder();
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 300; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      rows.append(x).append(',').append(y).append(',').append(x + 0.1 * y).append(',');
      rows.append(y - x).append('\n');
    }
    Files.writeString(folder.resolve("pairs.csv"), rows);
    pairs = folder.resolve("pairs.json");
    Files.writeString(pairs, PAIRS);
  }

  /** Persistent chains move from here to there and back. */
  @Test
  void chainsThatPersist() throws IOException {
    sameBits(
        Project.example("bars-and-stripes.json"),
        List.of("training.batch=200", "training.steps=6", "training.logEvery=1"));
  }

  /** Examples are changed alike by whoever reads them. */
  @Test
  void changedExamples() throws IOException {
    sameBits(
        Project.example("bars-and-stripes.json"),
        List.of(
            "training.batch=200",
            "training.steps=4",
            "training.logEvery=1",
            "training.augmentations=[\"flip\", {\"type\": \"shift\", \"pixels\": 1}, \"rotate\"]"));
  }

  /** More shards than lanes: those of one lane are added up in their order. */
  @Test
  void lanesOfSeveralShards() throws IOException {
    sameBits(
        Project.example("bars-and-stripes.json"),
        List.of("training.batch=1300", "training.steps=3", "training.logEvery=1"));
  }

  /** Terms of three rounds, two and one, with a parameter of their own and noise. */
  @Test
  void severalRounds() throws IOException {
    sameBits(pairs, List.of());
  }

  private void sameBits(Path experiment, List<String> changes) throws IOException {
    Path here = train(experiment, changes, UnaryOperator.identity(), "here");
    Path both;
    try (ShardProcess process = ShardProcess.start(experiment, changes, lane -> lane % 2 == 1)) {
      both = train(experiment, changes, threads -> process, "both");
      assertThat(process.answered()).isPositive();
    }
    Alternating alternating = new Alternating(experiment, changes);
    Path moving = train(experiment, changes, alternating::between, "moving");
    alternating.close();
    for (Path other : List.of(both, moving)) {
      for (String file : List.of("parameters.safetensors", "state.safetensors")) {
        assertThat(Files.readAllBytes(checkpoint(other).resolve(file)))
            .as("%s of %s", file, other.getFileName())
            .isEqualTo(Files.readAllBytes(checkpoint(here).resolve(file)));
      }
      assertThat(Files.readString(other.resolve("metrics.jsonl")))
          .isEqualTo(Files.readString(here.resolve("metrics.jsonl")));
    }
  }

  /** Every lane's work, its state with it, is done there in one step and here in the next. */
  private static final class Alternating {
    private final ShardProcess process;

    Alternating(Path experiment, List<String> changes) throws IOException {
      process = ShardProcess.start(experiment, changes, lane -> true);
    }

    Crew between(Crew threads) {
      return (round, lanes) -> (round.step() % 2 == 0 ? process : threads).run(round, lanes);
    }

    void close() throws IOException {
      process.close();
    }
  }

  private Path train(Path experiment, List<String> changes, UnaryOperator<Crew> crew, String name) {
    Path out = folder.resolve(name);
    try (Ebm ebm = Ebm.builder().threads(2).crew(crew).open()) {
      Run run = ebm.start(ebm.experiment(experiment, changes), out);
      run.train();
    }
    return out;
  }

  private static Path checkpoint(Path run) throws IOException {
    try (var all = Files.list(run.resolve("checkpoints"))) {
      return Objects.requireNonNull(all.max(Path::compareTo).orElse(null));
    }
  }
}
