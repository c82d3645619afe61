package io.ebm.models.policy.environments;

import io.ebm.api.Batch;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/** Episodes whose state is a row of doubles. */
abstract class Block implements Episodes {

  private static final int STREAM = 4;

  private final String who;
  private final Environment environment;
  private final int rows;
  private final int width;
  private final int[] steps;
  private final @Nullable RandomStream[] streams;

  /** The state of row {@code i} from {@code i · width}. */
  final double[] state;

  Block(String name, Environment environment, int rows, int width) {
    if (rows < 1) {
      throw new IllegalArgumentException("no block of " + rows + " episodes");
    }
    who = "environment '" + name + "'";
    this.environment = environment;
    this.rows = rows;
    this.width = width;
    state = new double[rows * width];
    steps = new int[rows];
    streams = new RandomStream[rows];
  }

  /** Writes the first state of an episode. */
  abstract void begin(int at, RandomStream random);

  /**
   * Moves one row.
   *
   * @param at where its state lies
   * @param action where its action lies
   * @param step the step that this is, from 1
   * @param random its stream
   * @return whether the episode has come to its end
   */
  abstract boolean move(
      int row, int at, float[] actions, int action, int step, RandomStream random, double[] reward);

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final void reset(int row, RandomStream random) {
    steps[row] = 0;
    streams[row] = random;
    begin(row * width, random);
  }

  /** Puts a row into a state, as if just reset. */
  final void set(int row, RandomStream random, double... values) {
    reset(row, random);
    System.arraycopy(values, 0, state, row * width, values.length);
  }

  @Override
  public final void step(Batch actions, double[] rewards, byte[] ends) {
    Episodes.check(who, environment.actions(), actions, rows);
    int limit = environment.limit();
    for (int row = 0; row < rows; row++) {
      RandomStream random = streams[row];
      if (random == null) {
        throw new IllegalStateException(who + ": row " + row + " was never reset");
      }
      int step = ++steps[row];
      boolean end =
          move(row, row * width, actions.array(), actions.offset(row), step, random, rewards);
      ends[row] = end ? TERMINATED : step >= limit ? TRUNCATED : RUNNING;
    }
  }

  @Override
  public final void save(StateWriter writer) {
    long[] counts = new long[rows * (STREAM + 2)];
    for (int row = 0; row < rows; row++) {
      RandomStream random = streams[row];
      counts[row * (STREAM + 2)] = steps[row];
      if (random != null) {
        counts[row * (STREAM + 2) + 1] = 1;
        System.arraycopy(random.state(), 0, counts, row * (STREAM + 2) + 2, STREAM);
      }
    }
    writer.put("state", state);
    writer.put("rows", counts);
  }

  @Override
  public final void restore(StateReader reader) {
    double[] saved = reader.doubles("state");
    long[] counts = reader.longs("rows");
    if (saved.length != state.length || counts.length != rows * (STREAM + 2)) {
      throw new IllegalArgumentException(
          "a checkpoint of other episodes cannot restore " + rows + " rows of " + who);
    }
    System.arraycopy(saved, 0, state, 0, saved.length);
    for (int row = 0; row < rows; row++) {
      int at = row * (STREAM + 2);
      steps[row] = (int) counts[at];
      streams[row] =
          counts[at + 1] == 0
              ? null
              : RandomStream.restore(java.util.Arrays.copyOfRange(counts, at + 2, at + 6));
    }
  }

  /** A uniform number between two bounds. */
  static double uniform(RandomStream random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
