package io.ebm.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path folder;

  @Test
  void oneAtATimeTrainsInAFolder() {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    try (RunLock first = run.lock()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(run::lock)
          .isInstanceOf(UserException.class)
          .hasMessage(
              run.path()
                  + ": another process trains in it (process "
                  + ProcessHandle.current().pid()
                  + "); wait for its end, or choose another folder with --out");
    }
    try (RunLock again = run.lock()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void theLockTakesAwayWhatAKilledCommandLeft() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    Path left = run.path().resolve(".samples.npy.0b55a8c2-1d7e-4a3a-9c66-000000000000.tmp");
    Files.writeString(left, "half");
    Path own = Files.writeString(run.path().resolve(".mine.tmp"), "whole");
    run.lock().close();
    assertThat(left).doesNotExist();
    assertThat(own).exists();
  }

  @Test
  void aRunThatNeverBeganIsBegunAnew() throws IOException {
    RunFolder killed = RunFolder.create(folder.resolve("run"));
    killed.lock().close();
    Files.writeString(killed.file("provenance.json"), "{}");
    Files.createDirectories(killed.file("archive/data"));
    Files.writeString(killed.file("archive/data/form.json"), "{}");
    RunFolder begun = RunFolder.create(folder.resolve("run"));
    assertThat(begun.file("provenance.json")).doesNotExist();
    assertThat(begun.file("checkpoints")).isEmptyDirectory();
  }

  @Test
  void nothingThatIsSomebodysIsTakenAway() throws IOException {
    for (String name : new String[] {"notes.txt", "plots/mine.png", "checkpoints/latest"}) {
      Path path = folder.resolve(name.replace('/', '-'));
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "mine");
      assertThatThrownBy(() -> RunFolder.create(path))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("is not empty, and nothing is overwritten");
      assertThat(file).hasContent("mine");
    }
  }

  private static double[][] losses(MetricsLog log) {
    return log.series().getOrDefault("loss", new double[2][0]);
  }

  @Test
  void metricsSurviveWhatIsTorn() throws IOException {
    MetricsLog log = RunFolder.create(folder.resolve("run")).metrics();
    for (int step = 1; step <= 5; step++) {
      log.append(step, Map.of("loss", 1.0 / step));
    }
    log.force();
    Path file = folder.resolve("run/metrics.jsonl");
    byte[] bytes = Files.readAllBytes(file);
    bytes[30] = (byte) 0xff; // in the second line
    Files.write(file, bytes);
    Files.write(
        file, "{\"step\": 6, \"lo".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    assertThat(losses(log)[0]).contains(1, 3, 4, 5);
    log.truncateAfter(4);
    log.append(5, Map.of("loss", 0.5));
    assertThat(losses(log)[0]).containsExactly(1, 3, 4, 5);
    assertThat(losses(log)[1]).endsWith(0.5);
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void metricsThatAreWholeAreNotWrittenAnew() throws IOException {
    MetricsLog log = RunFolder.create(folder.resolve("run")).metrics();
    log.append(1, Map.of("loss", 1.0));
    Path file = folder.resolve("run/metrics.jsonl");
    Object before = Files.getAttribute(file, "unix:ino");
    log.truncateAfter(1);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
  }
}
