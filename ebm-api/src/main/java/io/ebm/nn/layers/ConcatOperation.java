package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/** Inputs one behind the other. */
final class ConcatOperation implements Operation {

  private final int[] sizes;

  ConcatOperation(int[] sizes) {
    this.sizes = sizes;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int to = pass.output(order);
      for (int i = 0; i < sizes.length; i++) {
        if (order == 0 || pass.moves(i)) {
          System.arraycopy(m, pass.input(i, order), m, to, sizes[i] * n);
        } else {
          Vectors.fill(sizes[i] * n, 0f, m, to);
        }
        to += sizes[i] * n;
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int from = pass.outputSlope(order);
      for (int i = 0; i < sizes.length; i++) {
        if (pass.wants(i, order)) {
          System.arraycopy(m, from, m, pass.inputSlope(i, order), sizes[i] * n);
        }
        from += sizes[i] * n;
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
