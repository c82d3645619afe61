package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * The warm-up of a tile of Hamiltonian chains: one step size and one mass matrix for all of them,
 * learnt from all of them.
 */
final class WarmUp {

  /** Tells how well one leapfrog step of a size does, as mean acceptance over the chains. */
  interface Trial {
    double acceptance(double stepSize);
  }

  private static final double FAIR = 0.8;
  private static final int MOST_DOUBLINGS = 50;

  private final Metric metric;
  private final DualAveraging averaging;
  private Windows windows = Windows.of(0);
  private int done;

  WarmUp(Metric metric, double target) {
    this.metric = metric;
    averaging = new DualAveraging(target, 1);
  }

  /** Begins; the mass matrix stays as it is until the first window ends. */
  void begin(int steps) {
    windows = Windows.of(steps);
    done = 0;
    metric.forget();
  }

  /** The step size to keep if the warm-up ended now. */
  double averaged() {
    return averaging.averaged();
  }

  int left() {
    return windows.steps() - done;
  }

  /** Whether the next transition is the first. */
  boolean fresh() {
    return done == 0;
  }

  /** Begins to adapt the step from a size at which one step does fairly; returns the size. */
  double search(double stepSize, Trial trial) {
    double size = stepSize;
    boolean longer = trial.acceptance(size) > FAIR;
    for (int i = 0; i < MOST_DOUBLINGS; i++) {
      double next = longer ? size * 2 : size / 2;
      boolean fair = trial.acceptance(next) > FAIR;
      if (fair != longer) {
        size = longer ? size : next;
        break;
      }
      size = next;
    }
    averaging.restart(size);
    return averaging.stepSize();
  }

  /**
   * Learns from a transition of all chains.
   *
   * @param acceptance their mean acceptance
   * @return the step size for what follows
   */
  double learn(double acceptance, Batch states, double stepSize, Trial trial) {
    averaging.update(acceptance);
    int step = done++;
    if (metric.adapts() && windows.slow(step)) {
      for (int row = 0; row < states.size(); row++) {
        metric.add(states.array(), states.offset(row));
      }
      if (windows.ends(step)) {
        metric.finish();
        return search(averaging.averaged(), trial);
      }
    }
    return left() == 0 ? averaging.averaged() : averaging.stepSize();
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
