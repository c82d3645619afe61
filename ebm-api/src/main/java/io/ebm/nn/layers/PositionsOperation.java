package io.ebm.nn.layers;

import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/** {@code y = x + table[position]}, of packed values. */
final class PositionsOperation implements Operation {

  private final int channels;
  private final int weight;
  private final float[] table;

  private PositionsOperation(int channels, int weight, float[] table) {
    this.channels = channels;
    this.weight = weight;
    this.table = table;
  }

  /** Vectors that lie in the parameters. */
  static PositionsOperation learned(int channels, int weight) {
    return new PositionsOperation(channels, weight, new float[0]);
  }

  /** Waves. */
  static PositionsOperation sinusoidal(int channels, int length) {
    float[] table = new float[channels * length];
    for (int p = 0; p < length; p++) {
      for (int c = 0; c < channels; c++) {
        double angle = p / Math.pow(10_000, (double) (c / 2 * 2) / channels);
        table[p * channels + c] = (float) (c % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return new PositionsOperation(channels, -1, table);
  }

  @Override
  public boolean hasParameters() {
    return weight >= 0;
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
    for (int order = pass.from(); order <= pass.to(); order++) {
      System.arraycopy(m, pass.input(0, order), m, pass.output(order), channels * n);
    }
    if (pass.from() > 0) {
      return;
    }
    float[] vectors = weight < 0 ? table : pass.parameters();
    int begin = Math.max(weight, 0);
    Segments segments = pass.segments();
    for (int c = 0; c < channels; c++) {
      int y = pass.output(0) + c * n;
      for (int s = 0; s < segments.rows(); s++) {
        int at = y + segments.start(s);
        for (int p = 0; p < segments.length(s); p++) {
          m[at + p] += vectors[begin + p * channels + c];
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (pass.wants(0, order)) {
        System.arraycopy(m, pass.outputSlope(order), m, pass.inputSlope(0, order), channels * n);
      }
    }
    if (!pass.learns()) {
      return;
    }
    Segments segments = pass.segments();
    for (int c = 0; c < channels; c++) {
      int y = pass.outputSlope(0) + c * n;
      for (int s = 0; s < segments.rows(); s++) {
        int at = y + segments.start(s);
        for (int p = 0; p < segments.length(s); p++) {
          pass.gradient()[weight + p * channels + c] += m[at + p];
        }
      }
    }
  }
}
