package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * The greatest numbers of windows. Order 0 chooses, the first of those that are equal; the other
 * orders and slopes follow what it chose.
 */
final class MaximumOperation implements Operation {

  private final int size;
  private final int[][] windows;

  /**
   * Creates the operation.
   *
   * @param size the numbers of the input
   * @param windows those that each output is of
   */
  MaximumOperation(int size, int[][] windows) {
    this.size = size;
    this.windows = windows;
  }

  @Override
  public int kept(int orders) {
    return windows.length;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return false;
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
      int x = pass.input(0, order);
      for (int o = 0; o < windows.length; o++) {
        int y = pass.output(order) + o * n;
        int chosen = pass.keeps() ? pass.kept() + o * n : -1;
        if (order == 0) {
          choose(m, n, windows[o], x, y, chosen);
        } else {
          for (int s = 0; s < n; s++) {
            m[y + s] = m[x + windows[o][(int) m[chosen + s]] * n + s];
          }
        }
      }
    }
  }

  /** Takes the maxima and, unless {@code chosen} is -1, notes their places in the window. */
  private static void choose(float[] m, int n, int[] window, int x, int y, int chosen) {
    System.arraycopy(m, x + window[0] * n, m, y, n);
    if (chosen >= 0) {
      Vectors.fill(n, 0f, m, chosen);
    }
    for (int j = 1; j < window.length; j++) {
      int at = x + window[j] * n;
      for (int s = 0; s < n; s++) {
        // a NaN is the greatest, so that it goes through
        if (m[at + s] > m[y + s] || Float.isNaN(m[at + s])) {
          m[y + s] = m[at + s];
          if (chosen >= 0) {
            m[chosen + s] = j;
          }
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      int x = pass.inputSlope(0, order);
      Vectors.fill(size * n, 0f, m, x);
      for (int o = 0; o < windows.length; o++) {
        int y = pass.outputSlope(order) + o * n;
        int chosen = pass.kept() + o * n;
        for (int s = 0; s < n; s++) {
          m[x + windows[o][(int) m[chosen + s]] * n + s] += m[y + s];
        }
      }
    }
  }
}
