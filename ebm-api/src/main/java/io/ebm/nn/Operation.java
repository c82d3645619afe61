package io.ebm.nn;

/**
 * One step of a network on a tile of states, with its derivatives: stateless, without randomness,
 * thread-safe. It writes nothing but what a {@link Pass} gives it to write.
 *
 * <p>Values come in orders. Order 0 is the value {@code x}; order 1 and 2 are its first and second
 * derivatives {@code ẋ}, {@code ẍ} by {@code t}, as the state moves along {@code x + t·v}. Each
 * order is a tile of its own. An operation {@code y = f(x)} computes
 *
 * <pre>{@code
 * order 0:  y = f(x)
 * order 1:  ẏ = f'(x) ẋ
 * order 2:  ÿ = f''(x) ẋ ẋ + f'(x) ẍ
 * }</pre>
 *
 * <p>What may be read: going forward, all orders of the inputs up to {@link Pass#to}; going back,
 * those orders of inputs and output that have been computed by then. Passes of two orders first go
 * back with order 1 alone, before any {@code ẋ} is known (slopes of order 1 need none: {@code X1 =
 * f' Y1}), and later with order 0, which may read {@code ẋ} and the slopes of order 1.
 *
 * <p>An operation with parameters takes their place from {@link Wiring#parameter} or {@link
 * Wiring#elementwise}, says {@link #hasParameters}, and adds their slopes where {@link
 * Pass#learns}.
 *
 * <p>It goes back from slopes {@code Y0, Y1, Y2}, the derivatives of some number by {@code y, ẏ,
 * ÿ}, to those by the inputs' orders. {@link LinearOperation} and {@link PointwiseOperation} do the
 * orders for operations of these two kinds, which most are made of.
 */
public interface Operation {

  /** An operation whose output has an axis that it lays out itself, for each tile anew. */
  interface Opening extends Operation {

    /**
     * Adds the states of the tile to the segments, {@link Pass#rows} in all. Called before {@link
     * #forward} of order 0, when the inputs are there and the output is not; may be called for an
     * axis by several operations, which must say the same.
     */
    void open(Pass pass, Segments segments);
  }

  /** Computes the orders {@link Pass#from} to {@link Pass#to} of the output. */
  void forward(Pass pass);

  /**
   * Computes the inputs' slopes of the orders {@link Pass#from} to {@link Pass#to}, where {@link
   * Pass#wants}, from the output's slopes of these orders and above; and, if {@link Pass#learns},
   * adds the slopes by the parameters, of all orders, to {@link Pass#gradient}. Slopes of inputs
   * are written, not added to.
   */
  void backward(Pass pass);

  /**
   * How many floats it keeps from going forward to going back, for each column of the output, or of
   * the input {@link #keptWith}; only asked for passes that go back.
   *
   * @param orders how many orders the pass has, 1 to 3
   */
  default int kept(int orders) {
    return 0;
  }

  /** The input for whose columns {@link #kept} floats are kept, or -1 for the output's. */
  default int keptWith() {
    return -1;
  }

  /**
   * Whether anything after the order itself was computed reads an input of that order: a higher
   * order, or going back. What is not read again need not be held.
   *
   * @param learns whether the pass computes slopes by parameters
   */
  default boolean rereadsInput(int order, boolean learns) {
    return true;
  }

  /** Whether a higher order, or going back, reads the output of an order. */
  default boolean rereadsOutput(int order) {
    return true;
  }

  /** Whether it has parameters, so that going back adds to their gradient. */
  default boolean hasParameters() {
    return false;
  }

  /** Multiplications and additions of one state going forward, for summaries. */
  default long multiplyAdds() {
    return 0;
  }
}
