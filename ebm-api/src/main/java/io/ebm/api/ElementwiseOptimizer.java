package io.ebm.api;

/**
 * An optimizer that moves each parameter by its own slope and its own state alone, once it is known
 * what all share: rates, a bound on the gradient's norm. A host then moves ranges of the parameters
 * on all its threads.
 *
 * <pre>{@code
 * public Move begin(Parameters parameters, Gradient gradient) {
 *   float[] theta = parameters.values();
 *   float[] g = gradient.values();
 *   float rate = (float) schedule.at(progress.fraction());
 *   return (from, to) -> {
 *     for (int i = from; i < to; i++) {
 *       theta[i] -= rate * g[i];
 *     }
 *   };
 * }
 * }</pre>
 */
public interface ElementwiseOptimizer extends Optimizer {

  /** The rest of a step. */
  @FunctionalInterface
  interface Move {

    /**
     * Moves the parameters {@code from} (inclusive) to {@code to} (exclusive), and their state.
     * Ranges that do not overlap are moved by several threads at once.
     */
    void range(int from, int to);
  }

  /**
   * Begins a step: counts it, and finds what all parameters share. Moves none.
   *
   * @param parameters written by the move
   * @param gradient as of {@link #step}; read by the move
   * @return what is done once for every parameter whose gradient was touched, in any cut and order,
   *     before the next step begins
   */
  Move begin(Parameters parameters, Gradient gradient);

  @Override
  default void step(Parameters parameters, Gradient gradient) {
    Move move = begin(parameters, gradient);
    for (int range = 0; range < gradient.ranges(); range++) {
      move.range(gradient.rangeFrom(range), gradient.rangeTo(range));
    }
  }
}
