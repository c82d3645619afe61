package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/** {@code y} is the row {@code x} of a table, for each of some classes {@code x}. */
final class EmbeddingOperation implements Operation {

  private final int classes;
  private final int levels;
  private final int dim;
  private final int weight;

  EmbeddingOperation(int classes, int levels, int dim, int weight) {
    this.classes = classes;
    this.levels = levels;
    this.dim = dim;
    this.weight = weight;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return order == 0 && learns;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      if (order > 0) {
        Vectors.fill(classes * dim * n, 0f, m, y); // it is constant between classes
        continue;
      }
      for (int i = 0; i < classes; i++) {
        for (int s = 0; s < n; s++) {
          int row = weight + level(m[pass.input(0, 0) + i * n + s]) * dim;
          for (int d = 0; d < dim; d++) {
            m[y + (i * dim + d) * n + s] = pass.parameters()[row + d];
          }
        }
      }
    }
  }

  private int level(float number) {
    int level = (int) number;
    if (level != number || level < 0 || level >= levels) {
      throw new IllegalArgumentException(
          "embedding of %d levels takes whole numbers from 0 to %d, not %s"
              .formatted(levels, levels - 1, number));
    }
    return level;
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        Vectors.fill(classes * n, 0f, m, pass.inputSlope(0, order));
      }
    }
    if (!pass.learns()) {
      return;
    }
    float[] gradient = pass.gradient();
    int y = pass.outputSlope(0);
    for (int i = 0; i < classes; i++) {
      for (int s = 0; s < n; s++) {
        int level = (int) m[pass.input(0, 0) + i * n + s];
        int row = weight + level * dim;
        for (int d = 0; d < dim; d++) {
          gradient[row + d] += m[y + (i * dim + d) * n + s];
        }
      }
    }
  }
}
