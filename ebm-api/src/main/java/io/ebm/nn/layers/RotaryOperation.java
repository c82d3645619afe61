package io.ebm.nn.layers;

import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/**
 * Turns the numbers of each head by angles that grow with the position, so that a query and a key
 * meet by how far they are apart (Su et al. 2021, "RoFormer", equation 34): number {@code i} of a
 * head of {@code d} and number {@code i + d / 2} are turned by {@code p / 10000 ^ (2 i / d)}. Rows
 * behind those that are turned stay as they are.
 */
final class RotaryOperation implements Operation {

  private final int rows;
  private final int turned;
  private final int size;
  private final float[] cosines;
  private final float[] sines;

  /**
   * Creates the operation.
   *
   * @param rows of the value
   * @param turned how many of them, from the first, are turned
   * @param size the numbers of a head, even
   * @param most positions of a state at most
   */
  RotaryOperation(int rows, int turned, int size, int most) {
    this.rows = rows;
    this.turned = turned;
    this.size = size;
    int half = size / 2;
    cosines = new float[half * most];
    sines = new float[half * most];
    for (int i = 0; i < half; i++) {
      for (int p = 0; p < most; p++) {
        double angle = p / Math.pow(10_000, 2.0 * i / size);
        cosines[i * most + p] = (float) Math.cos(angle);
        sines[i * most + p] = (float) Math.sin(angle);
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

  @Override
  public void forward(Pass pass) {
    for (int order = pass.from(); order <= pass.to(); order++) {
      turn(pass, pass.input(0, order), pass.output(order), 1);
    }
  }

  @Override
  public void backward(Pass pass) {
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        turn(pass, pass.outputSlope(order), pass.inputSlope(0, order), -1);
      }
    }
  }

  private void turn(Pass pass, int x, int y, int sign) {
    float[] m = pass.memory();
    int n = pass.states();
    int half = size / 2;
    int most = cosines.length / half;
    Segments segments = pass.segments();
    System.arraycopy(m, x, m, y, rows * n);
    for (int k = 0; k < turned; k += size) {
      for (int i = 0; i < half; i++) {
        int first = (k + i) * n;
        int second = first + half * n;
        for (int s = 0; s < segments.rows(); s++) {
          int start = segments.start(s);
          for (int p = 0; p < segments.length(s); p++) {
            float cosine = cosines[i * most + p];
            float sine = sign * sines[i * most + p];
            float a = m[x + first + start + p];
            float b = m[x + second + start + p];
            m[y + first + start + p] = a * cosine - b * sine;
            m[y + second + start + p] = a * sine + b * cosine;
          }
        }
      }
    }
  }
}
