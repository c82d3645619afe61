package io.ebm.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured.
 *
 * @param row the benchmark
 * @param error half of the 99.9 % confidence interval of the mean; NaN where it is not known
 * @param iterations at least one
 */
record Result(Row row, double error, List<Iteration> iterations) {

  /**
   * One of the times at which a benchmark was measured.
   *
   * @param seconds the mean of an operation
   * @param limits what the machine allowed just before
   */
  record Iteration(double seconds, Limits limits) {}

  /** The seconds of an operation. */
  double seconds() {
    return iterations.stream().mapToDouble(Iteration::seconds).average().orElseThrow();
  }

  /** What the machine allowed. */
  Limits limits() {
    return Limits.median(iterations.stream().map(Iteration::limits).toList());
  }

  /** How much of what the machine allowed was reached. */
  double share() {
    return median(
        iterations, iteration -> iteration.limits().seconds(row.work()) / iteration.seconds());
  }

  /** The error over the mean. */
  double doubt() {
    return error / seconds();
  }

  /** Whether the iterations agree. */
  boolean settled() {
    return !(doubt() > 0.5);
  }

  /** The median of something of each of some; of an even number, the greater of the two. */
  static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    return all.stream().mapToDouble(value).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }
}
