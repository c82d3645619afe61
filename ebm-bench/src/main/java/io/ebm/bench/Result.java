package io.ebm.bench;

/**
 * What was measured.
 *
 * @param row the benchmark
 * @param seconds the mean of an operation
 * @param error half of the 99.9 % confidence interval of the mean; NaN where it is not known
 * @param least the seconds of an operation in the fastest iteration
 */
record Result(Row row, double seconds, double error, double least) {

  /** Whether the iterations agree: where they do not, most often the compiler was not done. */
  boolean settled() {
    return !(error > seconds / 2);
  }
}
