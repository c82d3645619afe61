package io.ebm.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** A class of benchmarks that states what an operation of each does. */
abstract class CountedBenchmark {

  /**
   * The work of an operation with the parameters as they are set. Called without the set-up.
   *
   * @param benchmark the name of the method
   */
  abstract Work work(String benchmark);

  /** Whether a benchmark can be run with the parameters as they are set. */
  boolean runs(String benchmark) {
    return true;
  }

  /** Measures what the thread that is to be measured can do, just before each iteration. */
  @Setup(Level.Iteration)
  public void measureLimits() {
    LimitProbe.measure();
  }
}
