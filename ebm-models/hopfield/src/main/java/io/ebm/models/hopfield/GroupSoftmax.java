package io.ebm.models.hopfield;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * The softmax {@code y = exp(β x) / Σ exp(β x)} of each of several groups of numbers of one size.
 * With {@code ⟨·⟩} the mean by {@code y} in the group, {@code z = β x} and {@code a = ż - ⟨ż⟩}:
 *
 * <pre>{@code
 * ẏ = y a,                                ÿ = y (a² + z̈ - ⟨a² + z̈⟩)
 * Z2 = y (Y2 - T2),                       T2 = Σ y Y2
 * Z1 = y (Y1 - T1) + 2 ẏ (Y2 - T2),       T1 = Σ y Y1 + 2 ẏ Y2
 * Z0 = y (Y0 - T0) + ẏ (Y1 - T1) + ÿ (Y2 - T2),   T0 = Σ y Y0 + ẏ Y1 + ÿ Y2
 * }</pre>
 */
final class GroupSoftmax implements Operation {

  private final int groups;
  private final int size;
  private final float beta;

  /**
   * Creates the operation.
   *
   * @param size the numbers of a group
   */
  GroupSoftmax(int groups, int size, float beta) {
    this.groups = groups;
    this.size = size;
    this.beta = beta;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return order == 1;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    try (Scratch scratch = Scratch.open()) {
      float[] means = scratch.floats(2 * n);
      for (int group = 0; group < groups; group++) {
        int at = group * size * n;
        for (int order = pass.from(); order <= pass.to(); order++) {
          if (order == 0) {
            values(pass, n, at, means);
          } else {
            derivatives(pass, n, at, order, means);
          }
        }
      }
    }
  }

  private void values(Pass pass, int n, int at, float[] sums) {
    float[] m = pass.memory();
    int x = pass.input(0, 0) + at;
    int y = pass.output(0) + at;
    System.arraycopy(m, x, sums, 0, n);
    for (int k = n; k < size * n; k += n) {
      for (int s = 0; s < n; s++) {
        sums[s] = Math.max(sums[s], m[x + k + s]);
      }
    }
    Vectors.scale(size * n, beta, m, x, m, y);
    for (int k = 0; k < size * n; k += n) {
      Vectors.axpy(n, -beta, sums, 0, m, y + k);
    }
    Elementwise.exp(size * n, m, y, m, y);
    Vectors.fill(n, 0f, sums, 0);
    for (int k = 0; k < size * n; k += n) {
      Vectors.add(n, m, y + k, sums, 0, sums, 0);
    }
    for (int s = 0; s < n; s++) {
      sums[s] = 1 / sums[s];
    }
    for (int k = 0; k < size * n; k += n) {
      Vectors.multiply(n, m, y + k, sums, 0, m, y + k);
    }
  }

  private void derivatives(Pass pass, int n, int at, int order, float[] means) {
    float[] m = pass.memory();
    int y = pass.output(0) + at;
    int to = pass.output(order) + at;
    Vectors.scale(size * n, beta, m, pass.input(0, order) + at, m, to);
    if (order == 2) {
      mean(m, n, y, pass.input(0, 1) + at, means, n);
      Vectors.scale(n, beta, means, n, means, n);
      int first = pass.input(0, 1) + at;
      for (int k = 0; k < size * n; k += n) {
        for (int s = 0; s < n; s++) {
          float a = beta * m[first + k + s] - means[n + s];
          m[to + k + s] += a * a;
        }
      }
    }
    mean(m, n, y, to, means, 0);
    for (int k = 0; k < size * n; k += n) {
      for (int s = 0; s < n; s++) {
        m[to + k + s] = m[y + k + s] * (m[to + k + s] - means[s]);
      }
    }
  }

  /** The mean by {@code y} of numbers of a group. */
  private void mean(float[] m, int n, int y, int of, float[] means, int to) {
    Vectors.fill(n, 0f, means, to);
    for (int k = 0; k < size * n; k += n) {
      Vectors.addProduct(n, m, y + k, m, of + k, means, to);
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    int from = pass.from();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    try (Scratch scratch = Scratch.open()) {
      float[] totals = scratch.floats(3 * n);
      float[] row = scratch.floats(n);
      for (int group = 0; group < groups; group++) {
        int at = group * size * n;
        for (int order = from; order <= top; order++) {
          total(pass, n, at, order, top, totals);
        }
        for (int order = from; order <= pass.to(); order++) {
          if (pass.wants(0, order)) {
            slopes(pass, n, at, order, top, totals, row);
          }
        }
      }
    }
  }

  private void total(Pass pass, int n, int at, int order, int top, float[] totals) {
    float[] m = pass.memory();
    Vectors.fill(n, 0f, totals, order * n);
    for (int above = order; above <= top; above++) {
      int y = pass.output(above - order) + at;
      int slope = pass.outputSlope(above) + at;
      for (int times = choose(above, order); times > 0; times--) {
        for (int k = 0; k < size * n; k += n) {
          Vectors.addProduct(n, m, y + k, m, slope + k, totals, order * n);
        }
      }
    }
  }

  private void slopes(Pass pass, int n, int at, int order, int top, float[] totals, float[] row) {
    float[] m = pass.memory();
    int to = pass.inputSlope(0, order) + at;
    Vectors.scale(size * n, beta, m, pass.outputSlope(order) + at, m, to);
    for (int k = 0; k < size * n; k += n) {
      Vectors.axpy(n, -beta, totals, order * n, m, to + k);
    }
    Vectors.multiply(size * n, m, pass.output(0) + at, m, to, m, to);
    for (int above = order + 1; above <= top; above++) {
      int y = pass.output(above - order) + at;
      int slope = pass.outputSlope(above) + at;
      float factor = beta * choose(above, order);
      for (int k = 0; k < size * n; k += n) {
        Vectors.scale(n, factor, m, slope + k, row, 0);
        Vectors.axpy(n, -factor, totals, above * n, row, 0);
        Vectors.addProduct(n, m, y + k, row, 0, m, to + k);
      }
    }
  }

  private static int choose(int n, int k) {
    return n == 2 && k == 1 ? 2 : 1;
  }
}
