package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;

/** The channels of the first of a pair of positions, and behind them those of the second. */
final class PairsOperation implements Operation.Opening {

  private final int firsts;
  private final int seconds;
  private final boolean isOne;

  /**
   * Creates the operation.
   *
   * @param firsts channels of the first
   * @param seconds channels of the second
   * @param isOne whether both are of one input, and then different
   */
  PairsOperation(int firsts, int seconds, boolean isOne) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.isOne = isOne;
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
    Segments one = pass.segments(0);
    Segments other = pass.segments(isOne ? 0 : 1);
    int position = 0;
    for (int s = 0; s < pass.rows(); s++) {
      int begun = position;
      for (int i = one.start(s); i < one.start(s) + one.length(s); i++) {
        for (int j = other.start(s); j < other.start(s) + other.length(s); j++) {
          if (!isOne || i != j) {
            segments.join(position++, i, j);
          }
        }
      }
      segments.add(position - begun);
    }
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    Segments pairs = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int c = 0; c < firsts + seconds; c++) {
        int input = c < firsts || isOne ? 0 : 1;
        int y = pass.output(order) + c * pass.states();
        if (order > 0 && !pass.moves(input)) {
          Vectors.fill(pairs.positions(), 0f, m, y);
          continue;
        }
        int x = pass.input(input, order) + (c < firsts ? c : c - firsts) * pass.columns(input);
        for (int p = 0; p < pairs.positions(); p++) {
          m[y + p] = m[x + (c < firsts ? pairs.from(p) : pairs.to(p))];
        }
      }
      pairs.pad(m, pass.output(order), firsts + seconds, order == 0);
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    Segments pairs = pass.segments();
    for (int order = pass.from(); order <= pass.to(); order++) {
      for (int input = 0; input < pass.inputs(); input++) {
        if (pass.wants(input, order)) {
          int channels = input == 0 ? firsts : seconds;
          Vectors.fill(channels * pass.columns(input), 0f, m, pass.inputSlope(input, order));
        }
      }
      for (int c = 0; c < firsts + seconds; c++) {
        int input = c < firsts || isOne ? 0 : 1;
        if (!pass.wants(input, order)) {
          continue;
        }
        int y = pass.outputSlope(order) + c * pass.states();
        int x = pass.inputSlope(input, order) + (c < firsts ? c : c - firsts) * pass.columns(input);
        for (int p = 0; p < pairs.positions(); p++) {
          m[x + (c < firsts ? pairs.from(p) : pairs.to(p))] += m[y + p];
        }
      }
    }
  }
}
