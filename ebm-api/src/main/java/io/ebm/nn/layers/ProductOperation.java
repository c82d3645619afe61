package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * {@code y = a b}, number by number, where one of the two may stand for several of the other's. By
 * Leibniz' rule {@code ẏ = ȧ b + a ḃ} and {@code ÿ = ä b + 2 ȧ ḃ + a b̈}, and going back {@code A_i
 * = Σ_{j ≥ i} (j over i) b_{j-i} Y_j}.
 */
final class ProductOperation implements Operation {

  private static final int[][] BINOMIAL = {{1}, {1, 1}, {1, 2, 1}};

  private final int size;
  private final int[] repeats;

  /**
   * Creates the operation.
   *
   * @param size the numbers of the output
   * @param repeats for how many numbers, one after the other, a number of {@code a}, and one of
   *     {@code b}, stands
   */
  ProductOperation(int size, int... repeats) {
    this.size = size;
    this.repeats = repeats;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public long multiplyAdds() {
    return size;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      boolean begun = false;
      for (int i = 0; i <= order; i++) {
        if ((i > 0 && !pass.moves(0)) || (i < order && !pass.moves(1))) {
          continue;
        }
        int a = pass.input(0, i);
        int b = pass.input(1, order - i);
        for (int k = 0; k < size; k++) {
          int atA = a + k / repeats[0] * n;
          int atB = b + k / repeats[1] * n;
          if (begun) {
            addTimes(n, BINOMIAL[order][i], m, atA, atB, y + k * n);
          } else {
            Vectors.multiply(n, m, atA, m, atB, m, y + k * n);
            addTimes(n, BINOMIAL[order][i] - 1, m, atA, atB, y + k * n);
          }
        }
        begun = true;
      }
    }
  }

  private static void addTimes(int n, int times, float[] m, int a, int b, int y) {
    if (times == 1) {
      Vectors.addProduct(n, m, a, m, b, m, y);
    } else if (times == 2) {
      Vectors.addProduct(n, m, a, m, b, m, y);
      Vectors.addProduct(n, m, a, m, b, m, y);
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int input = 0; input < 2; input++) {
      int other = 1 - input;
      for (int order = pass.from(); order <= pass.to(); order++) {
        if (!pass.wants(input, order)) {
          continue;
        }
        int to = pass.inputSlope(input, order);
        Vectors.fill(size / repeats[input] * n, 0f, m, to);
        for (int above = order; above <= top; above++) {
          if (above > order && !pass.moves(other)) {
            break;
          }
          int slope = pass.outputSlope(above);
          int factor = pass.input(other, above - order);
          for (int k = 0; k < size; k++) {
            addTimes(
                n,
                BINOMIAL[above][order],
                m,
                factor + k / repeats[other] * n,
                slope + k * n,
                to + k / repeats[input] * n);
          }
        }
      }
    }
  }
}
