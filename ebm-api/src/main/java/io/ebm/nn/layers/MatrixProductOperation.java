package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * {@code Y = A B} for each channel. Orders are those of a product, as in {@link ProductOperation}:
 * {@code Ẏ = Ȧ B + A Ḃ}, {@code Ÿ = Ä B + 2 Ȧ Ḃ + A B̈}, and back {@code A_i = Σ_{j ≥ i} (j over i)
 * Y_j B_{j-i}ᵀ}, {@code B_i = Σ_{j ≥ i} (j over i) A_{j-i}ᵀ Y_j}.
 */
final class MatrixProductOperation implements Operation {

  private final int channels;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int[] sizes;
  private final int[] strides; // of A by row and inner, of B by inner and column

  MatrixProductOperation(
      int channels,
      int rows,
      int inner,
      int columns,
      boolean transposeFirst,
      boolean transposeSecond) {
    this.channels = channels;
    this.rows = rows;
    this.inner = inner;
    this.columns = columns;
    sizes = new int[] {rows * inner, inner * columns};
    strides =
        new int[] {
          transposeFirst ? 1 : inner,
          transposeFirst ? rows : 1,
          transposeSecond ? 1 : columns,
          transposeSecond ? inner : 1
        };
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public long multiplyAdds() {
    return (long) channels * rows * inner * columns;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(channels * rows * columns * n, 0f, pass.memory(), y);
      for (int i = 0; i <= order; i++) {
        if ((i == 0 || pass.moves(0)) && (i == order || pass.moves(1))) {
          for (int times = choose(order, i); times > 0; times--) {
            addProducts(n, pass.memory(), pass.input(0, i), pass.input(1, order - i), y, 2);
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
        Vectors.fill(channels * sizes[input] * n, 0f, m, to);
        for (int above = order; above <= top; above++) {
          if (above > order && !pass.moves(1 - input)) {
            break;
          }
          int other = pass.input(1 - input, above - order);
          int slope = pass.outputSlope(above);
          for (int times = choose(above, order); times > 0; times--) {
            addProducts(n, m, input == 0 ? to : other, input == 0 ? other : to, slope, input);
          }
        }
      }
    }
  }

  private static int choose(int n, int k) {
    return n == 2 && k == 1 ? 2 : 1;
  }

  /** Adds to one of {@code A}, {@code B}, {@code Y}, by its number, the products of the others. */
  private void addProducts(int n, float[] m, int a, int b, int y, int into) {
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < inner; k++) {
          int atA = a + (c * sizes[0] + i * strides[0] + k * strides[1]) * n;
          for (int j = 0; j < columns; j++) {
            int atB = b + (c * sizes[1] + k * strides[2] + j * strides[3]) * n;
            int atY = y + ((c * rows + i) * columns + j) * n;
            if (into == 2) {
              Vectors.addProduct(n, m, atA, m, atB, m, atY);
            } else if (into == 1) {
              Vectors.addProduct(n, m, atA, m, atY, m, atB);
            } else {
              Vectors.addProduct(n, m, atB, m, atY, m, atA);
            }
          }
        }
      }
    }
  }
}
