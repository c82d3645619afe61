package io.ebm.nn;

import io.ebm.math.Vectors;

/**
 * {@code y = a · b} of two inputs of one size. With {@code c} the binomial coefficients, the orders
 * are those of a product:
 *
 * <pre>{@code
 * y^(o) = Σ_{d≤o} c a^(o-d) b^(d),   A_o = Σ_{p≥o} c b^(p-o) Y_p,   B_o = Σ_{p≥o} c a^(p-o) Y_p
 * }</pre>
 */
public final class DotOperation implements Operation {

  private final int size;

  /**
   * A product.
   *
   * @param size of either input
   */
  public DotOperation(int size) {
    this.size = size;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(n, 0f, m, y);
      for (int d = 0; d <= order; d++) {
        if (has(pass, 0, order - d) && has(pass, 1, d)) {
          int a = pass.input(0, order - d);
          int b = pass.input(1, d);
          for (int times = choose(order, d); times > 0; times--) {
            for (int k = 0; k < size * n; k += n) {
              Vectors.addProduct(n, m, a + k, m, b + k, m, y);
            }
          }
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int input = 0; input < 2; input++) {
      for (int order = pass.from(); order <= pass.to(); order++) {
        if (!pass.wants(input, order)) {
          continue;
        }
        int to = pass.inputSlope(input, order);
        Vectors.fill(size * n, 0f, m, to);
        for (int above = order; above <= top; above++) {
          if (has(pass, 1 - input, above - order)) {
            int other = pass.input(1 - input, above - order);
            for (int times = choose(above, order); times > 0; times--) {
              for (int k = 0; k < size * n; k += n) {
                Vectors.addProduct(n, m, other + k, m, pass.outputSlope(above), m, to + k);
              }
            }
          }
        }
      }
    }
  }

  private static boolean has(Pass pass, int input, int order) {
    return order == 0 || pass.moves(input);
  }

  private static int choose(int n, int k) {
    return n == 2 && k == 1 ? 2 : 1;
  }
}
