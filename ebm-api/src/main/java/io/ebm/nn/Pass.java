package io.ebm.nn;

/**
 * What an {@link Operation} works on: where its inputs, its output and their slopes lie in one
 * array. Values are tiles of {@link #states} columns: the number {@code k} of a shape of state
 * {@code s} lies at {@code offset + k · states() + s}. Packed values have a column for each
 * position instead; most operations need not know.
 */
public interface Pass {

  /**
   * The columns of the output, and of its inputs where {@link #columns} does not say otherwise: the
   * states, or the positions of a packed value, rounded up. What stands behind the last state or
   * position may be anything finite, and its slopes are zeros.
   */
  int states();

  /** How many states there are, of which each has at least a column. */
  int rows();

  /** The columns of an input. */
  int columns(int input);

  /** Where the states lie among the columns of a packed input. */
  Segments segments(int input);

  /** Where the states lie among the columns of a packed output. */
  Segments segments();

  /** The array of all values and slopes. */
  float[] memory();

  /** The lowest order to compute. */
  int from();

  /** The highest order to compute. */
  int to();

  /** How many orders there are in all: 1 to 3. */
  int orders();

  /** How many inputs there are. */
  int inputs();

  /** Whether an input depends on the state that moves; if not, it has order 0 alone. */
  boolean moves(int input);

  /** Whether the output depends on the state that moves. */
  boolean moves();

  /** Where an order of an input lies. */
  int input(int input, int order);

  /** Where an order of the output lies. */
  int output(int order);

  /** Whether going back shall write the slopes of an input, of an order from from to to. */
  boolean wants(int input, int order);

  /** Where to write the slopes of an input. */
  int inputSlope(int input, int order);

  /** Where the slopes of the output lie. */
  int outputSlope(int order);

  /** Whether this pass will go back, so that what that needs must be kept. */
  boolean keeps();

  /** Where the kept floats lie, {@link Operation#kept} for each column. */
  int kept();

  /** The parameters. */
  float[] parameters();

  /** Whether going back adds slopes by parameters. */
  boolean learns();

  /** The gradient to add to, if {@link #learns}; laid out as the parameters. */
  float[] gradient();
}
