package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Interactive;
import io.ebm.api.RandomStream;
import io.ebm.core.Ebm;
import io.ebm.core.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Cart-pole, as a block of episodes and learned by soft Q-learning as a user runs it. */
final class PolicyRun implements AutoCloseable {

  private static final int ROWS = 1024;

  /** Steps that are not timed: the compiler of a virtual machine needs some seconds. */
  private static final int WARM_UP = 3000;

  private static final String EXPERIMENT =
      """
      {
        "name": "cart-pole", "seed": 1,
        "data": {"type": "replay", "environment": {"type": "cart-pole"}, "start": 1000},
        "energy": {"type": "policy", "hidden": [128, 128], "unit": 10},
        "objective": {"type": "soft-q-learning", "temperature": 0.1},
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": 64}
      }
      """;

  private final Path folder;
  private final Ebm ebm;
  private int runs;

  PolicyRun(int threads) {
    try {
      folder = Files.createTempDirectory("ebm-bench");
      Files.writeString(folder.resolve("cart-pole.json"), EXPERIMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ebm = Ebm.builder().threads(threads).open();
  }

  private Run start(int steps) {
    List<String> settings =
        List.of(
            "training.steps=" + steps,
            "training.logEvery=" + steps,
            "training.checkpointEvery=" + steps);
    return ebm.start(
        ebm.experiment(folder.resolve("cart-pole.json"), settings), folder.resolve("run" + runs++));
  }

  /** Plays at random; gives seconds per step of one episode, and the mean length of episodes. */
  double[] play(int steps) {
    Environment world =
        ((Interactive) start(1).session().composition().data().orElseThrow()).environment();
    Episodes episodes = world.start(ROWS);
    RandomStream random = RandomStream.of(runs);
    long begun = 0;
    for (int row = 0; row < ROWS; row++) {
      episodes.reset(row, random.split(begun++));
    }
    Batch actions = Batch.allocate(ROWS, 1);
    Batch seen = Batch.allocate(ROWS, 4);
    double[] rewards = new double[ROWS];
    byte[] ends = new byte[ROWS];
    RandomStream draws = random.split("actions");
    int blocks = Math.max(100, steps / ROWS);
    long start = System.nanoTime();
    for (int block = 0; block < blocks; block++) {
      world.actions().randomStart(actions, draws);
      episodes.step(actions, rewards, ends);
      for (int row = 0; row < ROWS; row++) {
        if (ends[row] != Episodes.RUNNING) {
          episodes.reset(row, random.split(begun++));
        }
      }
      episodes.observe(seen);
    }
    double seconds = (System.nanoTime() - start) * 1e-9 / blocks / ROWS;
    return new double[] {seconds, (double) blocks * ROWS / (begun - ROWS)};
  }

  /** Trains anew; gives seconds per training step and the mean value of the last minibatch. */
  double[] train(int steps) {
    Run run = start(steps + WARM_UP);
    long[] times = new long[2];
    run.train(
        (step, all, loss) -> {
          if (step == WARM_UP) {
            times[0] = System.nanoTime();
          } else if (step == all) {
            times[1] = System.nanoTime();
          }
        });
    double[][] value = run.folder().metrics().series().get("value");
    return new double[] {
      (times[1] - times[0]) * 1e-9 / steps,
      value == null ? Double.NaN : value[1][value[1].length - 1]
    };
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
