package io.ebm.nn;

import java.util.Arrays;

/**
 * Channels with positions, a state a column, as a packed value: a position a column. Where lengths
 * vary, NaN in the first channel stands behind the last position.
 */
final class PackOperation implements Operation.Opening {

  private final int channels;
  private final int most;
  private final boolean isFixed;
  private final int units;

  /**
   * Creates the operation.
   *
   * @param units the numbers of a state, of which the first {@code channels · most} are packed
   */
  PackOperation(int channels, int most, boolean isFixed, int units) {
    this.channels = channels;
    this.most = most;
    this.isFixed = isFixed;
    this.units = units;
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
  public void open(Pass pass, Segments segments) {
    int n = pass.columns(0);
    int x = pass.input(0, 0);
    for (int s = 0; s < pass.rows(); s++) {
      int length = isFixed ? most : 0;
      while (length < most && !Float.isNaN(pass.memory()[x + length * n + s])) {
        length++;
      }
      if (length == 0) {
        throw new IllegalArgumentException(
            "a state has no positions: the first of its at most " + most + " is not there");
      }
      segments.add(length);
    }
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.columns(0);
    int columns = pass.states();
    Segments segments = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int c = 0; c < channels; c++) {
        int x = pass.input(0, order) + c * most * n;
        int y = pass.output(order) + c * columns;
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          int at = y + segments.start(s);
          for (int p = 0; p < length; p++) {
            m[at + p] = m[x + p * n + s];
          }
        }
      }
      segments.pad(m, pass.output(order), channels, order == 0);
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.columns(0);
    int columns = pass.states();
    Segments segments = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      int to = pass.inputSlope(0, order);
      Arrays.fill(m, to, to + units * n, 0f);
      for (int c = 0; c < channels; c++) {
        int x = to + c * most * n;
        int y = pass.outputSlope(order) + c * columns;
        for (int s = 0; s < segments.rows(); s++) {
          int length = segments.length(s);
          int at = y + segments.start(s);
          for (int p = 0; p < length; p++) {
            m[x + p * n + s] = m[at + p];
          }
        }
      }
    }
  }
}
