package io.ebm.nn;

import io.ebm.math.Vectors;

/** {@code y = x_0 - x_1}. */
final class Difference implements Operation {

  private final int size;

  Difference(int size) {
    this.size = size;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int count = size * pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      boolean has = order == 0 || pass.moves(1);
      if (has) {
        Vectors.scale(count, -1f, m, pass.input(1, order), m, y);
      } else {
        Vectors.fill(count, 0f, m, y);
      }
      if (order == 0 || pass.moves(0)) {
        Vectors.add(count, m, pass.input(0, order), m, y, m, y);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int count = size * pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int i = 0; i < 2; i++) {
        if (pass.wants(i, order)) {
          int to = pass.inputSlope(i, order);
          Vectors.scale(count, i == 0 ? 1f : -1f, m, pass.outputSlope(order), m, to);
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
