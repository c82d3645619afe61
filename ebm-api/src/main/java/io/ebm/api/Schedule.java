package io.ebm.api;

/**
 * A scalar that may change while training or sampling: a rate, a step size, a temperature. A config
 * record has it as the type of a component; an experiment writes a number, which is a constant, or
 * {@code {"type": "cosine", …}}. Immutable and thread-safe.
 */
public interface Schedule {

  /**
   * The value at a point of the run.
   *
   * @param progress how much of the run is done, from 0 to 1; see {@link Progress}
   */
  double at(double progress);

  /** The least value over the whole run, for range checks. */
  double lowest();

  /** The greatest value over the whole run, for range checks. */
  double highest();

  /** A schedule that does not change. */
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /** A value that does not change. */
  record Constant(double value) implements Schedule {
    @Override
    public double at(double progress) {
      return value;
    }

    @Override
    public double lowest() {
      return value;
    }

    @Override
    public double highest() {
      return value;
    }
  }
}
