package io.ebm.testkit.broken;

import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import java.util.Arrays;

/**
 * {@code y_k = w_k u² + b_k} with {@code u = x_{k+1}}, and one fault. So {@code ẏ = 2 w u u̇} and
 * {@code ÿ = 2 w (u̇² + u ü)}.
 */
final class FaultySquares implements Operation {

  private final LayerFault fault;
  private final int size;
  private final int weight;
  private final int bias;
  private float[] last = {};

  FaultySquares(LayerFault fault, int size, int weight, int bias) {
    this.fault = fault;
    this.size = size;
    this.weight = weight;
    this.bias = bias;
  }

  private boolean has(LayerFault other) {
    return fault == other;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return order > 0 || !has(LayerFault.INPUT_NOT_DECLARED);
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public int kept(int orders) {
    return size;
  }

  /** Where the number lies that is squared for output k. */
  private int row(int k, int n) {
    return (k + 1) % size * n;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int k = 0; k < size; k++) {
        float w = pass.parameters()[weight + k];
        boolean adds = order == 0 || has(LayerFault.BIAS_IN_EVERY_ORDER);
        float b = adds ? pass.parameters()[bias + k] : 0;
        for (int s = 0; s < n; s++) {
          m[pass.output(order) + k * n + s] = w * derivative(pass, order, row(k, n) + s) + b;
        }
        if (order == 0 && has(LayerFault.ROWS_MIXED)) {
          for (int s = 0; s < n; s++) {
            m[pass.output(0) + k * n + s] += 0.1f * m[pass.input(0, 0)];
          }
        }
      }
    }
    if (pass.from() == 0 && pass.keeps()) {
      System.arraycopy(m, pass.input(0, 0), m, pass.kept(), size * n);
      if (has(LayerFault.KEPT_TOO_MUCH)) {
        m[pass.kept() + size * n] = 1;
      }
      if (has(LayerFault.STATE_IN_FIELD)) {
        last = Arrays.copyOfRange(m, pass.input(0, 0), pass.input(0, 0) + size * n);
      }
    }
  }

  /** A derivative of the square. */
  private float derivative(Pass pass, int order, int at) {
    float[] m = pass.memory();
    float u = m[pass.input(0, 0) + at];
    if (order == 0) {
      return u * u;
    }
    float first = m[pass.input(0, 1) + at];
    if (order == 1) {
      return 2 * u * first;
    }
    float square = has(LayerFault.SECOND_ORDER_TERM_DROPPED) ? 0 : first * first;
    return 2 * (square + u * m[pass.input(0, 2) + at]);
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        for (int k = 0; k < size; k++) {
          slopes(pass, order, top, k, n);
        }
      }
    }
    for (int k = 0; pass.learns() && k < size; k++) {
      learn(pass, top, k, n);
    }
  }

  private void slopes(Pass pass, int order, int top, int k, int n) {
    float[] m = pass.memory();
    float w = pass.parameters()[weight + k];
    int back = has(LayerFault.SHIFTED_THE_WRONG_WAY) ? (k + size - 1) % size * n : row(k, n);
    for (int s = 0; s < n; s++) {
      int at = row(k, n) + s;
      float u = has(LayerFault.STATE_IN_FIELD) ? last[at] : m[pass.kept() + at];
      if (has(LayerFault.INPUT_NOT_DECLARED)) {
        u = m[pass.input(0, 0) + at];
      }
      float sum = u * m[pass.outputSlope(order) + k * n + s];
      for (int above = order + 1; above <= top; above++) {
        float slope = m[pass.outputSlope(above) + k * n + s];
        float factor = order == 0 ? 1 : has(LayerFault.SLOPE_TERM_DROPPED) ? 0 : 2;
        sum += factor * m[pass.input(0, above - order) + at] * slope;
      }
      int to = pass.inputSlope(0, order) + back + s;
      m[to] = 2 * w * sum + (has(LayerFault.SLOPES_ADDED) ? m[to] : 0);
    }
  }

  private void learn(Pass pass, int top, int k, int n) {
    float[] m = pass.memory();
    double ofWeight = 0;
    double ofBias = 0;
    for (int s = 0; s < n; s++) {
      for (int order = 0; order <= top; order++) {
        float slope = m[pass.outputSlope(order) + k * n + s];
        ofWeight += slope * derivative(pass, order, row(k, n) + s);
        ofBias += order == 0 ? slope : 0;
      }
    }
    float[] gradient = pass.gradient();
    gradient[weight + k] =
        (float) ofWeight + (has(LayerFault.GRADIENT_WRITTEN) ? 0 : gradient[weight + k]);
    if (!has(LayerFault.BIAS_GRADIENT_FORGOTTEN)) {
      gradient[bias + k] += (float) ofBias;
    }
  }
}
