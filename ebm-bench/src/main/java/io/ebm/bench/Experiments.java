package io.ebm.bench;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.discovery.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Experiments in a temporary folder, run as a user runs them: composed and trained by the host. */
final class Experiments implements AutoCloseable {

  /** Training steps whose losses are compared. */
  private static final int FIRST = 200;

  private final Path folder;
  private final Ebm ebm;
  private int runs;

  Experiments(int threads) {
    try {
      folder = Files.createTempDirectory("ebm-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ebm = Ebm.builder().threads(threads).open();
  }

  /** Where an experiment finds its files. */
  Path folder() {
    return folder;
  }

  private ExperimentFile read(String experiment, List<String> settings) {
    Path file = folder.resolve("experiment.json");
    try {
      Files.writeString(file, experiment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ebm.experiment(file, settings);
  }

  /** The installed components. */
  Registry registry() {
    return ebm.registry();
  }

  /** The parts of an experiment. */
  Composition compose(String experiment) {
    return ebm.compose(read(experiment, List.of()));
  }

  /** Starts a run that writes only at its end. */
  Run start(String experiment, int steps, String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("training.steps=" + steps);
    settings.add("training.logEvery=" + steps);
    settings.add("training.checkpointEvery=" + steps);
    return ebm.start(read(experiment, settings), folder.resolve("run" + runs++));
  }

  /**
   * Trains for some steps more than {@code warmUp}; gives seconds per step of the latter and the
   * mean loss of the first {@link #FIRST} of all.
   */
  static double[] train(Run run, int warmUp, int steps) {
    return train(run, warmUp, steps, FIRST);
  }

  /** The same with the mean loss of the first {@code first} steps. */
  static double[] train(Run run, int warmUp, int steps, int first) {
    long[] times = new long[2];
    double[] sum = {0};
    run.train(
        (step, all, loss) -> {
          if (step == warmUp) {
            times[0] = System.nanoTime();
          } else if (step == all) {
            times[1] = System.nanoTime();
          }
          sum[0] += step <= first ? loss : 0;
        });
    return new double[] {(times[1] - times[0]) * 1e-9 / steps, sum[0] / first};
  }

  @Override
  public void close() {
    ebm.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
