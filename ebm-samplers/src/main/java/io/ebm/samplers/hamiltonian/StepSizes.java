package io.ebm.samplers.hamiltonian;

import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The step sizes of a tile of chains: what the schedule says, until a warm-up {@link #adapt adapts}
 * them, to each chain its own.
 */
public final class StepSizes {

  /** Of so many transitions after a warm-up one is made of shorter steps. */
  private static final int RARELY = 32;

  private static final int MOST_QUARTERINGS = 5;

  private final Schedule configured;
  private final Progress progress;
  private final double[] sizes;
  private boolean adapted;

  /** Begins with the schedule. */
  public StepSizes(Schedule configured, Progress progress, int chains) {
    this.configured = configured;
    this.progress = progress;
    sizes = new double[chains];
  }

  /** To be called before the steps of an advance: what is not adapted follows the schedule. */
  public void begin() {
    if (!adapted) {
      Arrays.fill(sizes, configured.at(progress.fraction()));
    }
  }

  /** The steps of all chains; live, to be written by who adapts them. */
  public double[] sizes() {
    return sizes;
  }

  /** From now on the sizes are what a warm-up makes of them. */
  public void adapt() {
    adapted = true;
  }

  /** The step of a chain's next transition while it warms up, or where nothing is adapted. */
  public double of(int row) {
    return sizes[row];
  }

  /**
   * The step of a chain's next transition after the warm-up: of steps that were adapted now and
   * then one that is shorter by a power of a quarter, whatever the state, so that the target stays
   * as it is. A chain that comes to a place narrower than any that its warm-up saw would not leave
   * it otherwise.
   */
  public double settled(int row, RandomStream random) {
    return adapted ? sizes[row] * shorter(random) : sizes[row];
  }

  static double shorter(RandomStream random) {
    int draw = random.nextInt(RARELY * MOST_QUARTERINGS);
    return draw < MOST_QUARTERINGS ? Math.scalb(1.0, -2 * (draw + 1)) : 1;
  }

  /** Records the geometric mean, and the least where chains have steps of their own. */
  public void report(Metrics metrics, DoubleUnaryOperator told) {
    begin();
    double logSum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double size : sizes) {
      double step = told.applyAsDouble(size);
      logSum += Math.log(step);
      least = Math.min(least, step);
    }
    metrics.record("step-size", Math.exp(logSum / sizes.length));
    if (adapted) {
      metrics.record("step-size-least", least);
    }
  }

  /** Writes the sizes, if they are adapted. */
  public void save(StateWriter writer) {
    writer.put("step-sizes", adapted ? sizes : new double[0]);
  }

  /** Reads them back. */
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("step-sizes");
    adapted = saved.length > 0;
    System.arraycopy(saved, 0, sizes, 0, saved.length);
  }
}
