package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Arrays;

/** The numbers of a state at each of its positions. */
final class SpreadOperation implements Operation {

  private final int channels;

  SpreadOperation(int channels) {
    this.channels = channels;
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
    Segments segments = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      if (order > 0 && !pass.moves(0)) {
        Vectors.fill(channels * pass.states(), 0f, m, y);
        continue;
      }
      for (int c = 0; c < channels; c++) {
        int x = pass.input(0, order) + c * pass.columns(0);
        int row = y + c * pass.states();
        for (int s = 0; s < segments.rows(); s++) {
          int at = row + segments.start(s);
          Arrays.fill(m, at, at + segments.length(s), m[x + s]);
        }
      }
      segments.pad(m, y, channels, order == 0);
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    Segments segments = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        Arrays.fill(
            m,
            pass.inputSlope(0, order),
            pass.inputSlope(0, order) + channels * pass.columns(0),
            0f);
        for (int c = 0; c < channels; c++) {
          int x = pass.inputSlope(0, order) + c * pass.columns(0);
          int row = pass.outputSlope(order) + c * pass.states();
          for (int s = 0; s < segments.rows(); s++) {
            float sum = 0;
            for (int p = segments.start(s); p < segments.start(s) + segments.length(s); p++) {
              sum += m[row + p];
            }
            m[x + s] = sum;
          }
        }
      }
    }
  }
}
