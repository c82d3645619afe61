package io.ebm.bench;

/**
 * The multiply-adds that perceptrons need for a row. With {@code W} weights, of which {@code F} are
 * in the first layer: {@code W} forward; {@code W} more back to the inputs; for the gradient by the
 * weights {@code W}, and back to the first hidden layer {@code W - F}.
 */
final class Networks {

  private Networks() {}

  /** The weights of all layers of those widths, from the input on. */
  static double weights(int... widths) {
    double sum = 0;
    for (int l = 1; l < widths.length; l++) {
      sum += (double) widths[l - 1] * widths[l];
    }
    return sum;
  }

  /** The products of a gradient by the inputs. */
  static double gradient(int... widths) {
    return 2 * weights(widths);
  }

  /** The products of a gradient by the weights. */
  static double learning(int... widths) {
    return 3 * weights(widths) - (double) widths[0] * widths[1];
  }

  /**
   * The products of a gradient by the weights of something that depends on the energy's slopes:
   * forward, back, along a direction, and back from there, with what the weights of each get.
   */
  static double directional(int... widths) {
    return 6 * weights(widths);
  }
}
