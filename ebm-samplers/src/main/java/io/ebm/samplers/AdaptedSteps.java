package io.ebm.samplers;

import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.hamiltonian.DualAveraging;
import io.ebm.samplers.hamiltonian.StepSizes;
import org.jspecify.annotations.Nullable;

/** The step sizes of a tile of chains that propose and accept, and the warm-up that adapts them. */
final class AdaptedSteps {

  private final StepSizes steps;
  private final @Nullable DualAveraging averaging;
  private int warmUpLeft;

  /**
   * Begins with the schedule.
   *
   * @param target the acceptance that a warm-up adapts to; null if it adapts nothing
   */
  AdaptedSteps(Schedule configured, @Nullable Double target, Progress progress, int chains) {
    steps = new StepSizes(configured, progress, chains);
    averaging = target == null ? null : new DualAveraging(target, chains);
  }

  /** To be called before the steps of an advance. */
  void begin() {
    steps.begin();
  }

  /** The step of a chain's next transition. */
  double next(int row, RandomStream random) {
    return warmUpLeft > 0 ? steps.of(row) : steps.settled(row, random);
  }

  void warmUp(int count) {
    steps.begin();
    warmUpLeft = averaging == null ? 0 : count;
    if (averaging != null && count > 0) {
      averaging.restart(steps.sizes());
    }
  }

  int warmUpLeft() {
    return warmUpLeft;
  }

  /** Learns from a transition of all chains, while they warm up. */
  void learn(double[] acceptances) {
    if (warmUpLeft == 0 || averaging == null) {
      return;
    }
    steps.adapt();
    warmUpLeft--;
    averaging.update(acceptances);
    if (warmUpLeft == 0) {
      averaging.settle(steps.sizes());
    } else {
      averaging.steps(steps.sizes());
    }
  }

  void report(Metrics metrics) {
    steps.report(metrics, size -> size);
  }

  void save(StateWriter writer) {
    steps.save(writer);
    writer.put("warm-up-left", new long[] {warmUpLeft});
    if (averaging != null) {
      averaging.save(writer);
    }
  }

  void restore(StateReader reader) {
    steps.restore(reader);
    warmUpLeft = (int) reader.longs("warm-up-left")[0];
    if (averaging != null) {
      averaging.restore(reader);
    }
  }
}
