package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.StateMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Environment}: its spaces, its limit, its streams, its checkpoints, and
 * the capabilities it has. Extend it and give the environment.
 */
public abstract class EnvironmentConformance {

  private static final int ROWS = 3;

  /** The environment; one that is made alike at each call. */
  protected abstract Environment environment();

  /** Steps to play. */
  protected int steps() {
    return 60;
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private Episodes begun(Environment environment, int from, int to) {
    Episodes episodes = environment.start(to - from);
    for (int row = from; row < to; row++) {
      episodes.reset(row - from, RandomStream.of(seed()).split(row));
    }
    return episodes;
  }

  /**
   * Plays with random actions, the same for a row whatever block it is in, and resets what ends.
   */
  private float[] play(Environment environment, Episodes episodes, int first, long name) {
    int rows = episodes.rows();
    RandomStream random = RandomStream.of(seed()).split("play").split(name);
    Batch actions = Batch.allocate(rows, environment.actions().dim());
    Batch seen = Batch.allocate(rows, environment.observations().dim());
    double[] rewards = new double[rows];
    byte[] ends = new byte[rows];
    int[] lengths = new int[rows];
    int width = seen.dim() + 2;
    float[] all = new float[steps() * rows * width];
    for (int step = 0; step < steps(); step++) {
      for (int row = 0; row < rows; row++) {
        environment
            .actions()
            .randomStart(actions.slice(row, row + 1), random.split(first + row).split(step));
      }
      episodes.step(actions, rewards, ends);
      episodes.observe(seen);
      int outside = environment.observations().firstOutside(seen);
      if (outside >= 0) {
        throw new AssertionError(
            "step " + step + ": row " + outside + " is not in " + environment.observations());
      }
      for (int row = 0; row < rows; row++) {
        int at = (step * rows + row) * width;
        System.arraycopy(seen.array(), row * seen.dim(), all, at, seen.dim());
        all[at + seen.dim()] = (float) rewards[row];
        all[at + seen.dim() + 1] = ends[row];
        if (!Double.isFinite(rewards[row])) {
          throw new AssertionError("step " + step + ": the reward is " + rewards[row]);
        }
        lengths[row]++;
        if (lengths[row] > environment.limit()) {
          throw new AssertionError("an episode has more steps than " + environment.limit());
        }
        if (ends[row] != Episodes.RUNNING) {
          lengths[row] = 0;
          episodes.reset(row, random.split(first + row).split("again").split(step));
        }
      }
    }
    return all;
  }

  @Test
  void sameStreamsGiveTheSameEpisodes() {
    float[] one = play(environment(), begun(environment(), 0, ROWS), 0, 1);
    float[] other = play(environment(), begun(environment(), 0, ROWS), 0, 1);
    if (!Arrays.equals(one, other)) {
      throw new AssertionError("two blocks of the same streams went different ways");
    }
  }

  @Test
  void rowsDoNotKnowOfEachOther() {
    Environment environment = environment();
    float[] all = play(environment, begun(environment, 0, ROWS), 0, 1);
    int width = all.length / steps() / ROWS;
    for (int row = 0; row < ROWS; row++) {
      float[] alone = play(environment, begun(environment, row, row + 1), row, 1);
      for (int step = 0; step < steps(); step++) {
        int at = (step * ROWS + row) * width;
        if (!Arrays.equals(all, at, at + width, alone, step * width, (step + 1) * width)) {
          throw new AssertionError(
              "in step " + step + " row " + row + " goes another way with others beside it");
        }
      }
    }
  }

  @Test
  void goOnFromACheckpointAsIfNothingHadBeen() {
    Environment environment = environment();
    Episodes whole = begun(environment, 0, ROWS);
    play(environment, whole, 0, 1);
    StateMemory state = TestState.of(whole);
    Episodes restored = environment.start(ROWS);
    restored.restore(state);
    if (!Arrays.equals(play(environment, restored, 0, 2), play(environment, whole, 0, 2))) {
      throw new AssertionError("a restored block goes another way");
    }
  }

  @Test
  void actionsOutsideOfTheSpaceAreRefused() {
    Environment environment = environment();
    Episodes episodes = begun(environment, 0, ROWS);
    Batch actions = Batch.allocate(ROWS, environment.actions().dim());
    environment.actions().randomStart(actions, RandomStream.of(seed()));
    actions.set(1, 0, Float.NaN);
    try {
      episodes.step(actions, new double[ROWS], new byte[ROWS]);
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).contains("row 1")) {
        return;
      }
      throw new AssertionError("the message does not name the row: " + e.getMessage(), e);
    }
    throw new AssertionError("an action that is NaN was taken");
  }

  @Test
  void outcomesAreWhatHappens() {
    EnvironmentChecks.outcomesAreWhatHappens(environment(), seed());
  }

  @Test
  void cellsAreApart() {
    EnvironmentChecks.cellsAreApart(environment());
  }

  @Test
  void expertIsWorthImitating() {
    EnvironmentChecks.expertIsWorthImitating(environment(), seed());
  }

  @Test
  void drawsWithinItsView() {
    EnvironmentChecks.drawsWithinItsView(environment(), seed());
  }
}
