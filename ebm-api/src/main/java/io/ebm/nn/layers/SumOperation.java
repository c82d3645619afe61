package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/** {@code y = Σ x_i}, of inputs of one size. */
final class SumOperation implements Operation {

  private final int size;

  SumOperation(int size) {
    this.size = size;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int count = size * pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      boolean begun = false;
      for (int i = 0; i < pass.inputs(); i++) {
        if (order > 0 && !pass.moves(i)) {
          continue;
        }
        int x = pass.input(i, order);
        if (begun) {
          Vectors.add(count, m, x, m, y, m, y);
        } else {
          System.arraycopy(m, x, m, y, count);
        }
        begun = true;
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int i = 0; i < pass.inputs(); i++) {
        if (pass.wants(i, order)) {
          int count = size * pass.states();
          System.arraycopy(m, pass.outputSlope(order), m, pass.inputSlope(i, order), count);
        }
      }
    }
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return false;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }
}
