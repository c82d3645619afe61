package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Arrays;

/**
 * The sum of the positions of each state of a packed value, channel by channel, or their mean; 0 of
 * none. Every order is summed alike.
 */
final class SegmentSum implements Operation {

  private final int channels;
  private final boolean isMean;

  SegmentSum(int channels, boolean isMean) {
    this.channels = channels;
    this.isMean = isMean;
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
    Segments segments = pass.segments(0);
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      Vectors.fill(channels * n, 0f, m, y);
      for (int c = 0; c < channels; c++) {
        int x = pass.input(0, order) + c * pass.columns(0);
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          double sum = Vectors.sum(length, m, x + segments.start(s));
          m[y + c * n + s] = (float) (isMean && length > 0 ? sum / length : sum);
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    Segments segments = pass.segments(0);
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      for (int c = 0; c < channels; c++) {
        int x = pass.inputSlope(0, order) + c * pass.columns(0);
        int y = pass.outputSlope(order) + c * n;
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          int at = x + segments.start(s);
          Arrays.fill(m, at, at + length, isMean ? m[y + s] / Math.max(1, length) : m[y + s]);
        }
      }
      segments.pad(m, pass.inputSlope(0, order), channels, false);
    }
  }
}
