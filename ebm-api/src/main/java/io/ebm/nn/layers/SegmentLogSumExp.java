package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/**
 * {@code y = log Σ exp(x)} over the positions of each state of a packed value, channel by channel.
 * Its derivatives are those of {@link io.ebm.nn.LogSumExp}; the softmax {@code p} of each state is
 * kept.
 */
final class SegmentLogSumExp implements Operation {

  private final int channels;

  SegmentLogSumExp(int channels) {
    this.channels = channels;
  }

  @Override
  public int kept(int orders) {
    return channels;
  }

  @Override
  public int keptWith() {
    return 0;
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
    Segments segments = pass.segments(0);
    Packed.requirePositions("log-sum-exp", segments);
    for (int order = pass.from(); order <= pass.to(); order++) {
      Vectors.fill(channels * n, 0f, pass.memory(), pass.output(order));
      for (int c = 0; c < channels; c++) {
        for (int s = 0; s < segments.rows(); s++) {
          int from = c * pass.columns(0) + segments.start(s);
          if (order == 0) {
            value(pass, segments.length(s), from, c * n + s);
          } else {
            derivative(pass, order, segments.length(s), from, c * n + s);
          }
        }
      }
    }
  }

  private static void value(Pass pass, int length, int from, int to) {
    float[] m = pass.memory();
    int x = pass.input(0, 0) + from;
    float greatest = Vectors.max(length, m, x);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double term = Math.exp(m[x + i] - greatest);
      sum += term;
      if (pass.keeps()) {
        m[pass.kept() + from + i] = (float) term;
      }
    }
    if (pass.keeps()) {
      Vectors.scale(length, (float) (1 / sum), m, pass.kept() + from, m, pass.kept() + from);
    }
    m[pass.output(0) + to] = (float) (greatest + Math.log(sum));
  }

  private static void derivative(Pass pass, int order, int length, int from, int to) {
    float[] m = pass.memory();
    int p = pass.kept() + from;
    int x = pass.input(0, order) + from;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double first = order == 2 ? m[pass.input(0, 1) + from + i] : 0;
      sum += m[p + i] * (m[x + i] + first * first);
    }
    double mean = order == 2 ? m[pass.output(1) + to] : 0;
    m[pass.output(order) + to] = (float) (sum - mean * mean);
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    Segments segments = pass.segments(0);
    int top = pass.moves() ? pass.orders() - 1 : 0;
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      for (int c = 0; c < channels; c++) {
        for (int s = 0; s < segments.rows(); s++) {
          int from = c * pass.columns(0) + segments.start(s);
          slopes(pass, order, top, segments.length(s), from, c * n + s);
        }
      }
      segments.pad(pass.memory(), pass.inputSlope(0, order), channels, false);
    }
  }

  private static void slopes(Pass pass, int order, int top, int length, int from, int to) {
    float[] m = pass.memory();
    int out = pass.inputSlope(0, order) + from;
    boolean bends = top > order; // reads first derivatives
    float y1 = bends ? m[pass.output(1) + to] : 0;
    float y2 = bends && order == 0 && top == 2 ? m[pass.output(2) + to] : 0;
    float own = m[pass.outputSlope(order) + to];
    float above = bends ? m[pass.outputSlope(order + 1) + to] * (order + 1) : 0;
    float twice = order == 0 && top == 2 ? m[pass.outputSlope(2) + to] : 0;
    for (int i = 0; i < length; i++) {
      float slope = own;
      if (bends) {
        float off = m[pass.input(0, 1) + from + i] - y1;
        slope += off * above;
        if (top == 2 && order == 0) {
          // ẍ + ẋ² - 2 ẏ ẋ - ÿ + ẏ² = ẍ - ÿ + (ẋ - ẏ)²
          slope += (m[pass.input(0, 2) + from + i] - y2 + off * off) * twice;
        }
      }
      m[out + i] = m[pass.kept() + from + i] * slope;
    }
  }
}
