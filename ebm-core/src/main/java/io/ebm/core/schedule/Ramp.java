package io.ebm.core.schedule;

import io.ebm.api.Checks;
import io.ebm.api.Schedule;
import java.util.function.DoubleUnaryOperator;

/**
 * A schedule that first climbs, linearly and within the fraction {@code warmup} of the run, from a
 * hundredth of its first value to that value, and then follows a shape over the rest of the run.
 * The climb does not begin at zero so that what must be positive stays so.
 */
final class Ramp implements Schedule {

  private static final double START = 0.01;

  private final DoubleUnaryOperator shape;
  private final double warmup;
  private final double first;
  private final double lowest;
  private final double highest;

  /**
   * Creates the schedule.
   *
   * @param shape the value at a point of the rest of the run, from 0 to 1
   * @param lowest the least value of the shape
   * @param highest the greatest value of the shape
   */
  Ramp(DoubleUnaryOperator shape, double lowest, double highest, double warmup) {
    this.shape = shape;
    this.warmup = warmup;
    this.first = shape.applyAsDouble(0);
    this.lowest = warmup > 0 ? Math.min(lowest, START * first) : lowest;
    this.highest = warmup > 0 ? Math.max(highest, START * first) : highest;
  }

  /** A schedule between two values. */
  static Schedule between(double from, double to, double warmup, DoubleUnaryOperator shape) {
    return new Ramp(shape, Math.min(from, to), Math.max(from, to), warmup);
  }

  static void checkWarmup(double warmup) {
    Checks.that(
        warmup >= 0 && warmup < 1, "warmup", "must be at least 0 and below 1, but is " + warmup);
  }

  static void checkFinite(String setting, double value) {
    Checks.that(Double.isFinite(value), setting, "must be finite, but is " + value);
  }

  @Override
  public double at(double progress) {
    double p = Math.min(1, Math.max(0, progress));
    if (p < warmup) {
      return first * (START + (1 - START) * p / warmup);
    }
    double value = shape.applyAsDouble(warmup > 0 ? (p - warmup) / (1 - warmup) : p);
    return Math.min(highest, Math.max(lowest, value)); // rounding must not leave the stated range
  }

  @Override
  public double lowest() {
    return lowest;
  }

  @Override
  public double highest() {
    return highest;
  }
}
