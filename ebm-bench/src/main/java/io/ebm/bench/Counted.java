package io.ebm.bench;

/** A class of benchmarks that states what an operation of each does. */
interface Counted {

  /**
   * The work of an operation with the parameters as they are set. Called without the set-up.
   *
   * @param benchmark the name of the method
   */
  Work work(String benchmark);

  /** Whether a benchmark can be run with the parameters as they are set. */
  default boolean runs(String benchmark) {
    return true;
  }
}
