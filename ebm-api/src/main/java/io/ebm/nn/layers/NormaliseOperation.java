package io.ebm.nn.layers;

import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * {@code y = r x} with {@code r = f(s)}, {@code f(s) = s^(-1/2)} and {@code s = |x|² + ε}, one
 * {@code s} for each state. The orders are those of the three steps one after the other:
 *
 * <pre>{@code
 * ṡ = 2 Σ x ẋ,           s̈ = 2 Σ (ẋ² + x ẍ)
 * ṙ = f' ṡ,              r̈ = f'' ṡ² + f' s̈
 * ẏ = r ẋ + ṙ x,         ÿ = r ẍ + 2 ṙ ẋ + r̈ x
 * }</pre>
 *
 * Going back, slopes {@code R} by {@code r} and {@code S} by {@code s} lie between. With {@code c}
 * the binomial coefficients {@code (a over o)}:
 *
 * <pre>{@code
 * R_o = Σ_{a≥o} c x^(a-o) Y_a
 * S2 = f' R2,  S1 = f' R1 + 2 f'' ṡ R2,  S0 = f' R0 + f'' ṡ R1 + (f''' ṡ² + f'' s̈) R2
 * X_o = Σ_{a≥o} c (r^(a-o) Y_a + 2 x^(a-o) S_a)
 * }</pre>
 */
final class NormaliseOperation implements Operation {

  private static final double LEAST = 1e-12;

  private final int size;

  NormaliseOperation(int size) {
    this.size = size;
  }

  /** Keeps the orders of {@code s}. */
  @Override
  public int kept(int orders) {
    return orders;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    try (Scratch scratch = Scratch.open()) {
      float[] squares = pass.keeps() ? m : scratch.floats(n);
      int kept = pass.keeps() ? pass.kept() : 0;
      float[] factors = scratch.floats(3 * n);
      for (int order = pass.from(); order <= pass.to(); order++) {
        square(pass, n, order, squares, kept + order * n);
      }
      factors(n, pass.to(), squares, kept, factors);
      for (int order = pass.from(); order <= pass.to(); order++) {
        for (int k = 0; k < size * n; k += n) {
          int y = pass.output(order) + k;
          Vectors.multiply(n, factors, order * n, m, pass.input(0, 0) + k, m, y);
          for (int d = 1; d <= order; d++) {
            int x = pass.input(0, d) + k;
            for (int times = choose(order, d); times > 0; times--) {
              Vectors.addProduct(n, factors, (order - d) * n, m, x, m, y);
            }
          }
        }
      }
    }
  }

  /** An order of {@code s}. */
  private void square(Pass pass, int n, int order, float[] to, int at) {
    float[] m = pass.memory();
    Vectors.fill(n, 0f, to, at);
    for (int k = 0; k < size * n; k += n) {
      int x = pass.input(0, 0) + k;
      Vectors.addProduct(n, m, x, m, pass.input(0, order) + k, to, at);
      if (order == 2) {
        int first = pass.input(0, 1) + k;
        Vectors.addProduct(n, m, first, m, first, to, at);
      }
    }
    if (order > 0) {
      Vectors.scale(n, 2f, to, at, to, at);
    }
  }

  /** The orders of {@code r} up to some one, a row for each. */
  private static void factors(int n, int to, float[] squares, int at, float[] factors) {
    for (int i = 0; i < n; i++) {
      double square = squares[at + i] + LEAST;
      double r = 1 / Math.sqrt(square);
      double slope = -r / (2 * square);
      factors[i] = (float) r;
      if (to >= 1) {
        double first = squares[at + n + i];
        factors[n + i] = (float) (slope * first);
        if (to == 2) {
          double bend = -1.5 * slope / square;
          double second = squares[at + 2 * n + i];
          factors[2 * n + i] = (float) (bend * first * first + slope * second);
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    int from = pass.from();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    try (Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(3 * n);
      float[] slopes = scratch.floats(3 * n);
      factors(n, top - from, m, pass.kept(), factors);
      for (int order = from; order <= top; order++) {
        byFactor(pass, n, order, top, slopes);
      }
      bySquare(n, from, top, m, pass.kept(), slopes);
      for (int order = from; order <= pass.to(); order++) {
        if (pass.wants(0, order)) {
          byInput(pass, n, order, top, factors, slopes);
        }
      }
    }
  }

  private void byFactor(Pass pass, int n, int order, int top, float[] slopes) {
    float[] m = pass.memory();
    Vectors.fill(n, 0f, slopes, order * n);
    for (int above = order; above <= top; above++) {
      for (int times = choose(above, order); times > 0; times--) {
        for (int k = 0; k < size * n; k += n) {
          int x = pass.input(0, above - order) + k;
          Vectors.addProduct(n, m, x, m, pass.outputSlope(above) + k, slopes, order * n);
        }
      }
    }
  }

  /** From {@code R} to twice {@code S}. */
  private static void bySquare(int n, int from, int top, float[] m, int kept, float[] slopes) {
    for (int i = 0; i < n; i++) {
      double square = m[kept + i] + LEAST;
      double f1 = -1 / (2 * square * Math.sqrt(square));
      double f2 = -1.5 * f1 / square;
      double f3 = -2.5 * f2 / square;
      double r1 = top >= 1 ? slopes[n + i] : 0;
      double r2 = top == 2 ? slopes[2 * n + i] : 0;
      double first = top > from ? m[kept + n + i] : 0;
      double second = top == 2 && from == 0 ? m[kept + 2 * n + i] : 0;
      if (from == 0) {
        double bend = f3 * first * first + f2 * second;
        slopes[i] = (float) (2 * (f1 * slopes[i] + f2 * first * r1 + bend * r2));
      }
      if (top >= 1) {
        slopes[n + i] = (float) (2 * (f1 * r1 + 2 * f2 * first * r2));
      }
      if (top == 2) {
        slopes[2 * n + i] = (float) (2 * f1 * r2);
      }
    }
  }

  private void byInput(Pass pass, int n, int order, int top, float[] factors, float[] slopes) {
    float[] m = pass.memory();
    for (int k = 0; k < size * n; k += n) {
      int to = pass.inputSlope(0, order) + k;
      Vectors.multiply(n, factors, 0, m, pass.outputSlope(order) + k, m, to);
      Vectors.addProduct(n, slopes, order * n, m, pass.input(0, 0) + k, m, to);
      for (int above = order + 1; above <= top; above++) {
        int d = above - order;
        for (int times = choose(above, order); times > 0; times--) {
          Vectors.addProduct(n, factors, d * n, m, pass.outputSlope(above) + k, m, to);
          Vectors.addProduct(n, slopes, above * n, m, pass.input(0, d) + k, m, to);
        }
      }
    }
  }

  private static int choose(int n, int k) {
    return n == 2 && k == 1 ? 2 : 1;
  }
}
