package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed, as by {@code kill -9}, and resumed. */
class CrashIT {

  private static final List<String> SETTINGS =
      List.of(
          "--set", "training.steps=400",
          "--set", "training.checkpointEvery=50",
          "--set", "training.logEvery=7",
          "--set", "sampling.steps=50",
          "--set", "sampling.count=100",
          "--set", "data.size=2000");

  @TempDir Path folder;

  private ProcessBuilder train(Path out, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ebm.core.cli.Main",
                "train",
                Project.example("two-moons.json").toString(),
                "--out",
                out.toString()));
    command.addAll(SETTINGS);
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static String finish(ProcessBuilder builder) throws IOException, InterruptedException {
    return finish(0, builder);
  }

  private static String finish(int code, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }

  /** Starts a training and kills it when it says that it is half done. */
  private void killHalfway(Path out) throws IOException, InterruptedException {
    Process process = train(out).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("training: 240")) {
        line = lines.readLine();
      }
      assertThat(line).isNotNull();
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isNotZero();
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  private static byte[] parameters(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("checkpoints/step-000000400/parameters.safetensors"));
  }

  private static Path newestCheckpoint(Path run) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(run.resolve("checkpoints"), "step-*")) {
      stream.forEach(all::add);
    }
    all.sort(null);
    return all.get(all.size() - 1);
  }

  private static void assertSameRun(Path a, Path b) throws IOException {
    assertThat(parameters(a)).isEqualTo(parameters(b));
    assertThat(a.resolve("metrics.jsonl")).hasSameTextualContentAs(b.resolve("metrics.jsonl"));
    assertThat(Files.readAllBytes(a.resolve("samples.npy")))
        .isEqualTo(Files.readAllBytes(b.resolve("samples.npy")));
  }

  @Test
  void aKilledRunResumesToTheSameBits() throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    finish(train(whole));

    Path killed = folder.resolve("killed");
    killHalfway(killed);
    assertThat(finish(train(killed, "--resume"))).contains("resuming after step ");
    assertSameRun(whole, killed);

    Path damaged = folder.resolve("damaged");
    killHalfway(damaged);
    Path newest = newestCheckpoint(damaged);
    Path file = newest.resolve("parameters.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
    assertThat(finish(train(damaged, "--resume", "--threads", "1")))
        .contains(
            "checkpoint "
                + newest
                + " is damaged (parameters.safetensors has not the contents it"
                + " was written with); using the one before it");
    assertSameRun(whole, damaged);
  }

  @Test
  void aTerminatedRunWritesACheckpointAndResumesToTheSameBits()
      throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    finish(train(whole));

    Path stopped = folder.resolve("stopped");
    Process process = train(stopped).start();
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("training: 40 ")) {
          process.toHandle().destroy(); // SIGTERM, and its output stays open
        }
      }
    }
    assertThat(process.waitFor()).as(output.toString()).isEqualTo(130);
    assertThat(output.toString())
        .contains("stopping after this step; once more stops at once")
        .containsPattern("stopped after step \\d+ of 400, as asked; its checkpoint is written");
    assertThat(finish(train(stopped, "--resume"))).contains("resuming after step ");
    assertSameRun(whole, stopped);
  }

  @Test
  void resultsThatCannotBePrintedAreNoSuccess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ebm.core.cli.Main",
                "schema")
            .start();
    process.getInputStream().close(); // long before Java has started
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(errors).isEqualTo(1);
    assertThat(errors).contains("the standard output cannot be written, so that results are lost");
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws IOException, InterruptedException {
    Path out = folder.resolve("hurry");
    String hours = "objective.steps=100000000"; // of a step
    Process process = train(out, "--set", hours).start();
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.startsWith("run: ")) {
          assertThat(finish(2, train(out, "--set", hours, "--resume")))
              .contains(out + ": another process trains in it (process " + process.pid() + ")");
        }
        if (line.startsWith("run: ") || line.startsWith("stopping after this step")) {
          process.toHandle().destroy();
        }
      }
    } finally {
      if (!output.toString().contains("stopping after this step")) {
        process.destroyForcibly(); // it would go on for hours
      }
    }
    assertThat(process.waitFor()).as(output.toString()).isEqualTo(130);
    assertThat(output.toString()).contains("stopping after this step").doesNotContain("stopped");
  }
}
