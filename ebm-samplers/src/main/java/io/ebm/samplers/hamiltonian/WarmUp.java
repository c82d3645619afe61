package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * The warm-up of a tile of Hamiltonian chains: a step size for each, and one mass matrix for all of
 * them, learnt from all of them.
 */
final class WarmUp {

  /** Tells how well one leapfrog step of a size does. */
  interface Trial {

    /**
     * Tries steps.
     *
     * @param rows the chains that try, the first {@code count}
     * @param sizes the step of each chain, by row
     * @param acceptances receives theirs, by row
     */
    void of(int[] rows, int count, double[] sizes, double[] acceptances);
  }

  private static final double FAIR = 0.8;
  private static final int MOST_DOUBLINGS = 50;

  private final Metric metric;
  private final DualAveraging averaging;
  private final double[] next;
  private final double[] tried;
  private final boolean[] longer;
  private final int[] searching;
  private Windows windows = Windows.of(0);
  private int done;

  WarmUp(Metric metric, double target, int chains) {
    this.metric = metric;
    averaging = new DualAveraging(target, chains);
    next = new double[chains];
    tried = new double[chains];
    longer = new boolean[chains];
    searching = new int[chains];
  }

  /** Begins; the mass matrix stays as it is until the first window ends. */
  void begin(int steps) {
    windows = Windows.of(steps);
    done = 0;
    metric.forget();
  }

  int left() {
    return windows.steps() - done;
  }

  /** Whether the next transition is the first. */
  boolean fresh() {
    return done == 0;
  }

  /** Sets the step sizes to what is to be kept if the warm-up ended now. */
  void settle(double[] stepSizes) {
    averaging.settle(stepSizes);
  }

  /** Begins to adapt each step from a size at which one leapfrog does fairly. */
  void search(double[] stepSizes, Trial trial) {
    int n = stepSizes.length;
    for (int row = 0; row < n; row++) {
      searching[row] = row;
    }
    trial.of(searching, n, stepSizes, tried);
    for (int row = 0; row < n; row++) {
      longer[row] = tried[row] > FAIR;
    }
    for (int i = 0; i < MOST_DOUBLINGS && n > 0; i++) {
      for (int a = 0; a < n; a++) {
        int row = searching[a];
        next[row] = longer[row] ? stepSizes[row] * 2 : stepSizes[row] / 2;
      }
      trial.of(searching, n, next, tried);
      int left = 0;
      for (int a = 0; a < n; a++) {
        int row = searching[a];
        boolean fair = tried[row] > FAIR;
        if (fair || !longer[row]) {
          stepSizes[row] = next[row];
        }
        if (fair == longer[row]) {
          searching[left++] = row;
        }
      }
      n = left;
    }
    averaging.restart(stepSizes);
    averaging.steps(stepSizes);
  }

  /**
   * Learns from a transition of all chains.
   *
   * @param acceptances theirs
   * @param stepSizes those they were made with; receives those for what follows
   */
  void learn(double[] acceptances, Batch states, double[] stepSizes, Trial trial) {
    int step = done++;
    averaging.update(acceptances);
    averaging.steps(stepSizes);
    if (metric.adapts() && windows.slow(step)) {
      for (int row = 0; row < states.size(); row++) {
        metric.add(states.array(), states.offset(row));
      }
      if (windows.ends(step)) {
        metric.finish();
        settle(stepSizes);
        search(stepSizes, trial);
      }
    }
    if (left() == 0) {
      settle(stepSizes);
    }
  }

  void save(StateWriter writer) {
    averaging.save(writer);
    metric.save(writer);
    writer.put("warm-up", new long[] {windows.steps(), done});
  }

  void restore(StateReader reader) {
    averaging.restore(reader);
    metric.restore(reader);
    long[] saved = reader.longs("warm-up");
    windows = Windows.of((int) saved[0]);
    done = (int) saved[1];
  }
}
