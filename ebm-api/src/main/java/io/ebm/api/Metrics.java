package io.ebm.api;

/** Receives named numbers of the current step. Values of the shards of one step are averaged. */
@FunctionalInterface
public interface Metrics {

  /**
   * Records a number.
   *
   * @param name lower case with dashes, as in {@code acceptance}
   * @param value any number; a non-finite one is written as {@code null}
   */
  void record(String name, double value);
}
