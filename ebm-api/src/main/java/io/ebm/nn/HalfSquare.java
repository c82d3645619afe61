package io.ebm.nn;

import io.ebm.math.Vectors;

/**
 * {@code y = ½ Σ x²}, so {@code ẏ = Σ x ẋ} and {@code ÿ = Σ ẋ² + x ẍ}; going back {@code X0 = x Y0
 * + ẋ Y1 + ẍ Y2}, {@code X1 = x Y1 + 2 ẋ Y2} and {@code X2 = x Y2}.
 */
final class HalfSquare implements Operation {

  private final int size;

  HalfSquare(int size) {
    this.size = size;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(n, 0f, m, y);
      for (int k = 0; k < size * n; k += n) {
        int x = pass.input(0, 0) + k;
        int z = pass.input(0, order) + k;
        Vectors.addProduct(n, m, x, m, z, m, y);
        if (order == 2) {
          int first = pass.input(0, 1) + k;
          Vectors.addProduct(n, m, first, m, first, m, y);
        }
      }
      if (order == 0) {
        Vectors.scale(n, 0.5f, m, y, m, y);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      for (int k = 0; k < size * n; k += n) {
        int to = pass.inputSlope(0, order) + k;
        Vectors.multiply(n, m, pass.input(0, 0) + k, m, pass.outputSlope(order), m, to);
        for (int above = order + 1; above <= top; above++) {
          // the derivative of the order above by this one: ẋ, ẍ, or twice ẋ
          int factor = pass.input(0, above - order) + k;
          int slope = pass.outputSlope(above);
          Vectors.addProduct(n, m, factor, m, slope, m, to);
          if (order == 1) {
            Vectors.addProduct(n, m, factor, m, slope, m, to);
          }
        }
      }
    }
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }
}
