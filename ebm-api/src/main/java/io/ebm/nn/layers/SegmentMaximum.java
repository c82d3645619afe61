package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/**
 * The greatest of the positions of each state of a packed value, channel by channel; of equal ones
 * the first. Derivatives are those of the position that is chosen.
 */
final class SegmentMaximum implements Operation {

  private final int channels;

  SegmentMaximum(int channels) {
    this.channels = channels;
  }

  @Override
  public int kept(int orders) {
    return channels;
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
    Packed.requirePositions("max", segments);
    for (int order = pass.from(); order <= pass.to(); order++) {
      Vectors.fill(channels * n, 0f, m, pass.output(order));
      for (int c = 0; c < channels; c++) {
        int x = pass.input(0, order) + c * pass.columns(0);
        int y = pass.output(order) + c * n;
        int chosen = pass.keeps() ? pass.kept() + c * n : -1;
        for (int s = 0; s < segments.rows(); s++) {
          int at = x + segments.start(s);
          if (order > 0) {
            m[y + s] = m[at + (int) m[chosen + s]];
            continue;
          }
          int best = greatest(m, at, segments.length(s));
          m[y + s] = m[at + best];
          if (chosen >= 0) {
            m[chosen + s] = best;
          }
        }
      }
    }
  }

  private static int greatest(float[] m, int at, int length) {
    int best = 0;
    for (int p = 1; p < length; p++) {
      // a NaN is the greatest, so that it goes through
      if (m[at + p] > m[at + best] || Float.isNaN(m[at + p])) {
        best = p;
      }
    }
    return best;
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
      Vectors.fill(channels * pass.columns(0), 0f, m, pass.inputSlope(0, order));
      for (int c = 0; c < channels; c++) {
        int x = pass.inputSlope(0, order) + c * pass.columns(0);
        int y = pass.outputSlope(order) + c * n;
        int chosen = pass.kept() + c * n;
        for (int s = 0; s < segments.rows(); s++) {
          m[x + segments.start(s) + (int) m[chosen + s]] = m[y + s];
        }
      }
    }
  }
}
