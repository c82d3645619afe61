package io.ebm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.config.ExperimentFile;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains the toy components, on one thread and on several, in one go and in two. */
class RunTest {

  private static final String EXPERIMENT =
      """
      {
        "name": "toy",
        "seed": 7,
        "data": {"type": "cloud", "size": 500, "dim": 3},
        "energy": {"type": "bowl"},
        "objective": {"type": "contrast", "sampler": {"type": "walk"}},
        "optimizer": {"type": "downhill",
          "rate": {"type": "cosine", "from": 0.1, "to": 0.001}},
        "training": {"batch": 200, "steps": 120, "logEvery": 10, "checkpointEvery": 30}
      }
      """;

  /** Stops a training from its own listener, as a crash would. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;

  private Path experiment() throws IOException {
    Path file = folder.resolve("toy.json");
    Files.writeString(file, EXPERIMENT);
    return file;
  }

  private Path train(String name, int threads, int stopAt, String... overrides) throws IOException {
    Path out = folder.resolve(name);
    try (Ebm ebm = Ebm.builder().threads(threads).open()) {
      Run run = ebm.start(ebm.experiment(experiment(), List.of(overrides)), out);
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

  private List<String> resume(Path out, int threads) throws IOException {
    List<String> told = new ArrayList<>();
    try (Ebm ebm = Ebm.builder().threads(threads).open()) {
      ExperimentFile file = ebm.experiment(experiment(), List.of());
      ebm.resume(file, out, told::add).train();
    }
    return told;
  }

  private static byte[] parameters(Path run, int step) throws IOException {
    return Files.readAllBytes(
        run.resolve("checkpoints/step-%09d/parameters.safetensors".formatted(step)));
  }

  private static byte[] state(Path run, int step) throws IOException {
    return Files.readAllBytes(
        run.resolve("checkpoints/step-%09d/state.safetensors".formatted(step)));
  }

  private static String metrics(Path run) throws IOException {
    return Files.readString(run.resolve("metrics.jsonl"));
  }

  private static void assertEqualRuns(Path a, Path b) throws IOException {
    assertThat(parameters(a, 120)).isEqualTo(parameters(b, 120));
    assertThat(state(a, 120)).isEqualTo(state(b, 120));
    assertThat(metrics(a)).isEqualTo(metrics(b));
  }

  @Test
  void learns() throws IOException {
    Path out = train("run", 2, -1);
    try (Ebm ebm = Ebm.open()) {
      float[] centre =
          ebm.open(out, told -> {}).session().composition().learnable().parameters().values();
      for (float value : centre) {
        assertThat(value).isBetween(2.7f, 3.3f);
      }
    }
    assertThat(metrics(out).lines()).hasSize(13);
    assertThat(out.resolve("checkpoints")).isDirectoryContaining("glob:**step-000000060");
    assertThat(out.resolve("checkpoints")).isDirectoryNotContaining("glob:**step-000000030");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws IOException {
    Path one = train("one", 1, -1);
    assertEqualRuns(one, train("two", 2, -1));
    assertEqualRuns(one, train("five", 5, -1));
  }

  @Test
  void anotherSeedGivesOtherBits() throws IOException {
    assertThat(parameters(train("a", 2, -1), 120))
        .isNotEqualTo(parameters(train("b", 2, -1, "seed=8"), 120));
  }

  @Test
  void aResumedRunIsTheSameRun() throws IOException {
    Path whole = train("whole", 2, -1);
    Path broken = train("broken", 2, 77);
    assertThat(resume(broken, 1)).containsExactly("resuming after step 60");
    assertEqualRuns(whole, broken);
  }

  @Test
  void aRunThatStoppedBeforeItsFirstCheckpointBeginsAgain() throws IOException {
    Path whole = train("whole", 2, -1);
    Path broken = train("broken", 2, 12);
    assertThat(resume(broken, 2)).containsExactly("resuming from the beginning");
    assertEqualRuns(whole, broken);
  }

  @Test
  void aTruncatedCheckpointIsPassedOver() throws IOException {
    Path whole = train("whole", 2, -1);
    Path broken = train("broken", 2, 100);
    Path newest = broken.resolve("checkpoints/step-000000090");
    Path damaged = newest.resolve("state.safetensors");
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(resume(broken, 2))
        .containsExactly(
            "checkpoint "
                + newest
                + " is damaged (state.safetensors has not the contents it was written with); using"
                + " the one before it",
            "resuming after step 60");
    assertEqualRuns(whole, broken);
  }

  @Test
  void refusesToResumeAnotherExperiment() throws IOException {
    Path out = train("run", 2, 77);
    try (Ebm ebm = Ebm.open()) {
      ExperimentFile other = ebm.experiment(experiment(), List.of("energy.stiffness=2"));
      assertThatThrownBy(() -> ebm.resume(other, out, told -> {}))
          .isInstanceOf(UserException.class)
          .hasMessage(
              out
                  + ": holds a run of another experiment, which cannot be resumed with this one:"
                  + " energy.stiffness: 1 → 2");
    }
  }

  @Test
  void overwritesNothing() throws IOException {
    Path out = train("run", 2, -1);
    assertThatThrownBy(() -> train("run", 2, -1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            out
                + ": is not empty, and nothing is overwritten; choose another folder with --out, or"
                + " continue the run in it with --resume");
  }

  @Test
  void stopsAtALossThatIsNoNumber() throws IOException {
    Path out = folder.resolve("run");
    assertThatThrownBy(() -> train("run", 2, -1, "objective.spoilAt=99"))
        .isInstanceOf(RunFailedException.class)
        .hasMessage(
            "training stopped in step 100 of 120: the loss is NaN in shard 0; the last good"
                + " checkpoint is "
                + out.resolve("checkpoints/step-000000090")
                + "; a smaller rate or step size, gradient clipping or a regulariser may help");
    assertThat(metrics(out)).doesNotContain("null");
  }

  @Test
  void samplesDoNotDependOnThreads() throws IOException {
    Path out = train("run", 2, -1);
    List<float[]> all = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      try (Ebm ebm = Ebm.builder().threads(threads).open()) {
        all.add(
            ebm.open(out, told -> {})
                .session()
                .draw(150, 20, null, ProgressListener.NONE)
                .states()
                .array());
      }
    }
    assertThat(all.get(0)).isEqualTo(all.get(1));
  }

  @Test
  void startsFromGivenParameters() throws IOException {
    Path out = train("run", 2, -1);
    Path file = out.resolve("checkpoints/step-000000120/parameters.safetensors");
    try (Ebm ebm = Ebm.open()) {
      float[] loaded =
          ebm.compose(ebm.experiment(experiment(), List.of("energy.parameters=" + quoted(file))))
              .learnable()
              .parameters()
              .values();
      float[] trained =
          ebm.open(out, told -> {}).session().composition().learnable().parameters().values();
      assertThat(loaded).isEqualTo(trained);
      assertThatThrownBy(
              () ->
                  ebm.compose(
                          ebm.experiment(
                              experiment(),
                              List.of("energy.parameters=" + quoted(file), "data.dim=4")))
                      .learnable())
          .isInstanceOf(UserException.class)
          .hasMessageEndingWith("does not fit the model: tensor centre F32 [3] should be F32 [4]");
    }
  }

  private static String quoted(Path file) {
    return "\"" + file + "\"";
  }

  @Test
  void refusesParametersThatAreNotFinite() throws IOException {
    Path file = folder.resolve("given.safetensors");
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Tensor centre = Tensor.of("centre", List.of(3), new float[] {1, 2, bad});
      Safetensors.write(file, List.of(centre), Map.of());
      try (Ebm ebm = Ebm.open()) {
        ExperimentFile loading =
            ebm.experiment(experiment(), List.of("energy.parameters=" + quoted(file)));
        assertThatThrownBy(() -> ebm.start(loading, folder.resolve("none")))
            .isInstanceOf(UserException.class)
            .hasMessage(
                file
                    + ": tensor 'centre' has "
                    + bad
                    + " at [2] (from 0); parameters must be finite numbers");
        assertThat(folder.resolve("none")).doesNotExist();
      }
    }
  }

  /** The loss of the last step is finite; what the step made of the parameters is not. */
  @Test
  void writesNoParametersThatAreNotFinite() throws IOException {
    Path out = folder.resolve("run");
    assertThatThrownBy(() -> train("run", 2, -1, "optimizer.rate=3e38", "training.steps=1"))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("training stopped in step 1 of 1: after the step tensor 'centre' has")
        .hasMessageContaining("the last good checkpoint is none");
    assertThat(out.resolve("checkpoints")).isEmptyDirectory();
  }

  @Test
  void refusesNumbersBeyondFloats() throws IOException {
    Path file = experiment();
    try (Ebm ebm = Ebm.open()) {
      assertThatThrownBy(() -> ebm.experiment(file, List.of("energy.stiffness=1e39")))
          .hasMessageEndingWith(
              "energy.stiffness: must lie between -3.4e38 and 3.4e38, as floats do, but is the number"
                  + " 1E+39");
    }
  }

  private static final String TABLE =
      "data={\"type\": \"csv\", \"file\": \"x.csv\", \"heldOutFile\": \"held.csv\"}";

  private void tables(String one, String held) throws IOException {
    Files.writeString(folder.resolve("x.csv"), one);
    Files.writeString(folder.resolve("held.csv"), held);
  }

  @Test
  void otherDataUnderTheSameRunAreRefused() throws IOException {
    tables("1,2,3\n4,5,6\n", "1,2,3\n");
    Path out = train("run", 1, 77, TABLE, "training.batch=2");
    tables("1,2,3\n4,5,7\n", "1,2,3\n");
    List<String> same = List.of(TABLE, "training.batch=2");
    try (Ebm ebm = Ebm.open()) {
      ExperimentFile file = ebm.experiment(experiment(), same);
      String then = sha256("1,2,3\n4,5,6\n");
      String now = sha256("1,2,3\n4,5,7\n");
      String message =
          folder.resolve("x.csv")
              + ": is not the 'x.csv' that "
              + out
              + " was made with: that had 12 bytes with the SHA-256 "
              + then.substring(0, 12)
              + "…, this has 12 bytes with the SHA-256 "
              + now.substring(0, 12)
              + "…. Put the old contents back; or give the new ones a name of their own, and train a"
              + " new run on them, or evaluate this run on them with --set and that name";
      assertThatThrownBy(() -> ebm.resume(file, out, told -> {}))
          .isInstanceOf(UserException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> ebm.open(out, told -> {}))
          .isInstanceOf(UserException.class)
          .hasMessage(message);

      tables("1,2,3\n4,5,6\n", "1,2,3\n1,2,3\n");
      assertThatThrownBy(() -> ebm.open(out, told -> {}))
          .hasMessageContaining("held.csv: is not the 'held.csv' that")
          .hasMessageContaining("that had 6 bytes")
          .hasMessageContaining("this has 12 bytes");

      Files.writeString(folder.resolve("other.csv"), "7,8,9\n");
      ebm.open(out, List.of("data.heldOutFile=other.csv"), told -> {}).evaluate(null);
      tables("1,2,3\n4,5,6\n", "1,2,3\n");
      ebm.open(out, told -> {}).evaluate(null);
      ebm.resume(file, out, told -> {}).train();
    }
    assertThat(parameters(out, 120)).isEqualTo(parameters(whole(same), 120));
  }

  private Path whole(List<String> changes) throws IOException {
    return train("whole", 2, -1, changes.toArray(new String[0]));
  }

  @Test
  void otherParametersToStartFromAreRefused() throws IOException {
    Path given = folder.resolve("given.safetensors");
    write(given, 1);
    Path out = train("run", 1, 77, "energy.parameters=given.safetensors");
    write(given, 2);
    try (Ebm ebm = Ebm.open()) {
      ExperimentFile file =
          ebm.experiment(experiment(), List.of("energy.parameters=given.safetensors"));
      assertThatThrownBy(() -> ebm.resume(file, out, told -> {}))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(given + ": is not the 'given.safetensors' that " + out);
      write(given, 1);
      ebm.resume(file, out, told -> {}).train();
    }
  }

  private static void write(Path file, float value) throws IOException {
    Tensor centre = Tensor.of("centre", List.of(3), new float[] {value, value, value});
    Safetensors.write(file, List.of(centre), Map.of());
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
