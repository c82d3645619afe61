package io.ebm.nn;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * {@code y = c · log Σ_i exp(x_i)} over windows of the numbers of a value. With {@code p} the
 * softmax of a window, {@code ⟨·⟩} its mean by {@code p}, and {@code c = 1}:
 *
 * <pre>{@code
 * ẏ = ⟨ẋ⟩,                    ÿ = ⟨ẍ⟩ + ⟨ẋ²⟩ - ẏ²
 * X2 = p Y2,                  X1 = p (Y1 + 2 (ẋ - ẏ) Y2)
 * X0 = p (Y0 + (ẋ - ẏ) Y1 + (ẍ + ẋ² - 2 ẏ ẋ - ÿ + ẏ²) Y2)
 * }</pre>
 */
public final class LogSumExp implements Operation {

  private final int[][] windows;
  private final int size;
  private final float factor;
  private final int entries;

  /**
   * Creates the operation.
   *
   * @param windows the numbers of the input that each number of the output is of
   * @param size the numbers of the input
   * @param factor {@code c}
   */
  public LogSumExp(int[][] windows, int size, double factor) {
    this.windows = windows;
    this.size = size;
    this.factor = (float) factor;
    this.entries = Arrays.stream(windows).mapToInt(window -> window.length).sum();
  }

  @Override
  public int kept(int orders) {
    return entries;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return order > 0;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return order > 0;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    try (Scratch scratch = Scratch.open()) {
      float[] own = pass.keeps() ? pass.memory() : scratch.floats(entries * n);
      float[] sums = scratch.floats(n);
      int p = pass.keeps() ? pass.kept() : 0;
      for (int o = 0; o < windows.length; o++) {
        for (int order = pass.from(); order <= pass.to(); order++) {
          if (order == 0) {
            values(pass, n, windows[o], own, p, sums, o * n);
          } else {
            derivatives(pass, n, windows[o], p, order, o * n);
          }
        }
        p += windows[o].length * n;
      }
    }
  }

  private void values(Pass pass, int n, int[] window, float[] own, int p, float[] sums, int row) {
    float[] m = pass.memory();
    int x = pass.input(0, 0);
    int y = pass.output(0) + row;
    System.arraycopy(m, x + window[0] * n, m, y, n);
    for (int j = 1; j < window.length; j++) {
      int at = x + window[j] * n;
      for (int s = 0; s < n; s++) {
        m[y + s] = Math.max(m[y + s], m[at + s]);
      }
    }
    Arrays.fill(sums, 0, n, 0f);
    for (int j = 0; j < window.length; j++) {
      int at = x + window[j] * n;
      for (int s = 0; s < n; s++) {
        own[p + j * n + s] = m[at + s] - m[y + s];
      }
    }
    Elementwise.exp(window.length * n, own, p, own, p);
    for (int j = 0; j < window.length; j++) {
      Vectors.add(n, own, p + j * n, sums, 0, sums, 0);
    }
    if (pass.keeps()) {
      for (int s = 0; s < n; s++) {
        m[y + s] = factor * (m[y + s] + (float) Math.log(sums[s]));
        sums[s] = 1 / sums[s];
      }
      for (int j = 0; j < window.length; j++) {
        Vectors.multiply(n, own, p + j * n, sums, 0, own, p + j * n);
      }
    } else {
      for (int s = 0; s < n; s++) {
        m[y + s] = factor * (m[y + s] + (float) Math.log(sums[s]));
      }
    }
  }

  private void derivatives(Pass pass, int n, int[] window, int p, int order, int row) {
    float[] m = pass.memory();
    int y = pass.output(order) + row;
    Vectors.fill(n, 0f, m, y);
    for (int j = 0; j < window.length; j++) {
      int at = window[j] * n;
      int weight = p + j * n;
      Vectors.addProduct(n, m, weight, m, pass.input(0, order) + at, m, y);
      if (order == 2) {
        int first = pass.input(0, 1) + at;
        Vectors.addProduct(n, 1, m, weight, m, first, m, first, m, y);
      }
    }
    int mean = order == 2 ? pass.output(1) + row : 0;
    for (int s = 0; s < n; s++) {
      // ẏ is held times c, so its square has c twice
      float square = order == 2 ? m[mean + s] * m[mean + s] / factor : 0;
      m[y + s] = factor * m[y + s] - square;
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
      int to = pass.inputSlope(0, order);
      Vectors.fill(size * n, 0f, m, to);
      int p = pass.kept();
      for (int o = 0; o < windows.length; o++) {
        for (int j = 0; j < windows[o].length; j++) {
          int at = windows[o][j] * n;
          slopes(pass, n, order, top, p, o * n, at, to + at);
          p += n;
        }
      }
    }
  }

  private void slopes(Pass pass, int n, int order, int top, int p, int row, int at, int to) {
    float[] m = pass.memory();
    for (int s = 0; s < n; s++) {
      float y1 = top == 0 ? 0 : m[pass.output(1) + row + s] / factor;
      float x1 = top == 0 ? 0 : m[pass.input(0, 1) + at + s];
      float slope = m[pass.outputSlope(order) + row + s];
      if (top >= 1 && order == 0) {
        slope += (x1 - y1) * m[pass.outputSlope(1) + row + s];
      }
      if (top == 2 && order == 1) {
        slope += 2 * (x1 - y1) * m[pass.outputSlope(2) + row + s];
      }
      if (top == 2 && order == 0) {
        float x2 = m[pass.input(0, 2) + at + s];
        float y2 = m[pass.output(2) + row + s] / factor;
        float bend = x2 + x1 * x1 - 2 * y1 * x1 - y2 + y1 * y1;
        slope += bend * m[pass.outputSlope(2) + row + s];
      }
      m[to + s] += factor * m[p + s] * slope;
    }
  }
}
