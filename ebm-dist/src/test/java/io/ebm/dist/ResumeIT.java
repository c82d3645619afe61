package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is stopped and resumed is the run that never stopped, with all that it carries. */
class ResumeIT {

  private static final String EXPERIMENT =
      """
      {
        "name": "resumed",
        "seed": 1,
        "data": {"type": "two-moons", "size": 2000, "noise": 0.1, "heldOut": 200},
        "energy": {"type": "mlp", "hidden": [16]},
        "objective": {"type": "nce", "noise": {"type": "gaussian", "fit": "full"}},
        "optimizer": {"type": "adam", "rate": 0.01},
        "training": {"batch": 150, "steps": 120, "checkpointEvery": 40, "logEvery": 5}
      }
      """;

  /** Stops a training from its own listener, as a crash would. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;

  static Stream<Arguments> carried() {
    String pcd =
        "objective={\"type\": \"%s\", \"steps\": 3, \"restart\": 0.1, \"sampler\": {\"type\":"
            + " \"langevin\", \"stepSize\": 0.01}}";
    return Stream.of(
        Arguments.of("learned normaliser", List.of()),
        Arguments.of("average", List.of("training.averageDecay=0.95")),
        Arguments.of(
            "average and momentum",
            List.of(
                "training.averageDecay=0.95",
                "optimizer={\"type\": \"momentum\", \"rate\": 0.01}")),
        Arguments.of("data noise", List.of("training.dataNoise=0.1")),
        Arguments.of(
            "augmentations",
            List.of(
                "data={\"type\": \"csv\", \"file\": \""
                    + Project.example("bars-and-stripes-3x3.csv")
                    + "\", \"shape\": [3, 3]}",
                "energy={\"type\": \"rbm\", \"hidden\": 3}",
                "objective={\"type\": \"cd\", \"sampler\": {\"type\": \"gibbs\"}}",
                "training.augmentations=[\"flip\", {\"type\": \"shift\", \"pixels\": 1}]")),
        Arguments.of("bound", List.of("energy.spectralNorm=1.5")),
        Arguments.of("chains", List.of(pcd.formatted("pcd"))),
        Arguments.of(
            "buffer",
            List.of(pcd.formatted("pcd"), "objective.buffer=400", "objective.start=data")),
        Arguments.of(
            "best and watched",
            List.of(
                "training.averageDecay=0.95",
                "training.watch=[{\"metric\": \"loss\", \"above\": 1000, \"steps\": 3}]",
                "training.best={\"measure\": \"energy.heldOut\", \"goal\": \"lowest\", \"every\":"
                    + " 30}")),
        Arguments.of("fast weights", List.of(pcd.formatted("fast-pcd"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("carried")
  void resumedRunIsTheSame(String name, List<String> changes) throws IOException {
    Path whole = train("whole", changes, -1);
    Path broken = train("broken", changes, 97);
    assertThat(resume(broken, changes)).containsExactly("resuming after step 80");
    assertSame(whole, broken);
  }

  @Test
  void aRunIsContinuedByItsFolderAlone() throws IOException {
    Path whole = train("whole", List.of(), -1);
    Path broken = train("broken", List.of(), 97);
    CommandLine unclear = CommandLine.run("train", broken);
    assertThat(unclear.code()).isEqualTo(2);
    assertThat(unclear.err())
        .startsWith("error: " + broken + ": is the folder of a run; to continue its training: ");
    CommandLine resumed = CommandLine.run("train", broken, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("resuming after step 80");
    assertSame(whole, broken);
  }

  /** Stopped after it went back twice: once before the stop, and again after. */
  @Test
  void resumedRunGoesBackAsOften() throws IOException {
    List<String> changes =
        List.of(
            "data.noise=0.02",
            "energy.hidden=[32, 32]",
            "objective={\"type\": \"denoising-score-matching\", \"sigma\": 0.2}",
            "optimizer={\"type\": \"sgd\", \"rate\": 60}",
            "training.checkpointEvery=20",
            "training.rollbackFactor=0.3",
            "training.rollbacks=20",
            "training.averageDecay=0.9");
    Path whole = train("whole", changes, -1);
    assertThat(whole.resolve("metrics.jsonl")).content().contains("\"step-scale\":");
    for (int stop : new int[] {3, 50}) {
      Path broken = train("broken-" + stop, changes, stop);
      resume(broken, changes);
      assertSame(whole, broken);
    }
  }

  private Path train(String name, List<String> changes, int stopAt) throws IOException {
    Path file = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
    Path out = folder.resolve(name);
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      Run run = ebm.start(ebm.experiment(file, changes), out);
      run.train(
          (step, steps, loss) -> {
            if (step == stopAt) {
              throw new Stop();
            }
          });
    } catch (Stop stop) {
      assertThat(stopAt).isPositive();
    }
    return out;
  }

  private List<String> resume(Path out, List<String> changes) {
    List<String> told = new ArrayList<>();
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      ebm.resume(ebm.experiment(folder.resolve("e.json"), changes), out, told::add).train();
    }
    return told;
  }

  private static void assertSame(Path a, Path b) throws IOException {
    for (String file : List.of("parameters.safetensors", "state.safetensors")) {
      Path last = Path.of("checkpoints", "step-000000120", file);
      assertThat(Files.readAllBytes(b.resolve(last)))
          .as(file)
          .isEqualTo(Files.readAllBytes(a.resolve(last)));
    }
    Path best = a.resolve("best");
    if (Files.exists(best)) {
      try (Stream<Path> files = Files.list(best)) {
        for (Path kept : files.toList()) {
          Path file = kept.resolve("parameters.safetensors");
          assertThat(b.resolve(a.relativize(file))).hasSameBinaryContentAs(file);
        }
      }
    }
    assertThat(b.resolve("metrics.jsonl")).hasSameTextualContentAs(a.resolve("metrics.jsonl"));
  }
}
