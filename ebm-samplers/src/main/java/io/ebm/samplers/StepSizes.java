package io.ebm.samplers;

import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.hamiltonian.DualAveraging;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The step sizes of a tile of chains that propose and accept: what the schedule says, until a
 * warm-up adapts them, to each chain its own.
 */
final class StepSizes {

  private final Schedule configured;
  private final Progress progress;
  private final @Nullable DualAveraging averaging;
  private final double[] sizes;
  private boolean adapted;
  private int warmUpLeft;

  /**
   * Begins with the schedule.
   *
   * @param target the acceptance that a warm-up adapts to; null if it adapts nothing
   */
  StepSizes(Schedule configured, @Nullable Double target, Progress progress, int chains) {
    this.configured = configured;
    this.progress = progress;
    averaging = target == null ? null : new DualAveraging(target, chains);
    sizes = new double[chains];
  }

  /** To be called before the steps of an advance. */
  void begin() {
    if (!adapted) {
      Arrays.fill(sizes, configured.at(progress.fraction()));
    }
  }

  /** The step of a chain's next transition. */
  double next(int row, RandomStream random) {
    boolean settled = adapted && warmUpLeft == 0;
    return settled ? sizes[row] * DualAveraging.shorter(random) : sizes[row];
  }

  void warmUp(int steps) {
    begin();
    warmUpLeft = averaging == null ? 0 : steps;
    if (averaging != null && steps > 0) {
      averaging.restart(sizes);
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
    adapted = true;
    warmUpLeft--;
    averaging.update(acceptances);
    if (warmUpLeft == 0) {
      averaging.settle(sizes);
    } else {
      averaging.steps(sizes);
    }
  }

  /** Records the geometric mean, and the least where chains have steps of their own. */
  void report(Metrics metrics) {
    begin();
    double logSum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double size : sizes) {
      logSum += Math.log(size);
      least = Math.min(least, size);
    }
    metrics.record("step-size", Math.exp(logSum / sizes.length));
    if (adapted) {
      metrics.record("step-size-least", least);
    }
  }

  void save(StateWriter writer) {
    writer.put("step-sizes", adapted ? sizes : new double[0]);
    writer.put("warm-up-left", new long[] {warmUpLeft});
    if (averaging != null) {
      averaging.save(writer);
    }
  }

  void restore(StateReader reader) {
    double[] saved = reader.doubles("step-sizes");
    adapted = saved.length > 0;
    System.arraycopy(saved, 0, sizes, 0, saved.length);
    warmUpLeft = (int) reader.longs("warm-up-left")[0];
    if (averaging != null) {
      averaging.restore(reader);
    }
  }
}
