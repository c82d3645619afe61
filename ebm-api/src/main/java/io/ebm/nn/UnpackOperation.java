package io.ebm.nn;

import java.util.Arrays;

/** A packed value with its positions under channels, a state a column; zeros where it has none. */
final class UnpackOperation implements Operation {

  private final int channels;
  private final int most;

  UnpackOperation(int channels, int most) {
    this.channels = channels;
    this.most = most;
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
    float[] m = pass.memory();
    int n = pass.states();
    int columns = pass.columns(0);
    Segments segments = pass.segments(0);
    for (int order = pass.from(); order <= pass.to(); order++) {
      int to = pass.output(order);
      Arrays.fill(m, to, to + channels * most * n, 0f);
      for (int c = 0; c < channels; c++) {
        int y = to + c * most * n;
        int x = pass.input(0, order) + c * columns;
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          int at = x + segments.start(s);
          for (int p = 0; p < length; p++) {
            m[y + p * n + s] = m[at + p];
          }
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    int columns = pass.columns(0);
    Segments segments = pass.segments(0);
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      for (int c = 0; c < channels; c++) {
        int y = pass.outputSlope(order) + c * most * n;
        int x = pass.inputSlope(0, order) + c * columns;
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          int at = x + segments.start(s);
          for (int p = 0; p < length; p++) {
            m[at + p] = m[y + p * n + s];
          }
        }
      }
      segments.pad(m, pass.inputSlope(0, order), channels, false);
    }
  }
}
