package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/** {@code y = x - z}: a value, less a number at each position from all of its channels. */
final class LessOperation implements Operation {

  private final int channels;
  private final int positions;

  LessOperation(int channels, int positions) {
    this.channels = channels;
    this.positions = positions;
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
    int count = positions * pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      for (int c = 0; c < channels; c++, y += count) {
        if (order == 0 || pass.moves(0)) {
          System.arraycopy(m, pass.input(0, order) + c * count, m, y, count);
        } else {
          Vectors.fill(count, 0f, m, y);
        }
        if (order == 0 || pass.moves(1)) {
          Vectors.axpy(count, -1, m, pass.input(1, order), m, y);
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int count = positions * pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.outputSlope(order);
      if (pass.wants(0, order)) {
        System.arraycopy(m, y, m, pass.inputSlope(0, order), channels * count);
      }
      if (pass.wants(1, order)) {
        int z = pass.inputSlope(1, order);
        Vectors.fill(count, 0f, m, z);
        for (int c = 0; c < channels; c++) {
          Vectors.axpy(count, -1, m, y + c * count, m, z);
        }
      }
    }
  }
}
