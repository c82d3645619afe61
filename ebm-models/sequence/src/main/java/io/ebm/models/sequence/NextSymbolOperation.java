package io.ebm.models.sequence;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Arrays;

/**
 * What each symbol of a sequence costs: {@code -log softmax(f_{t-1})[x_t]}, with the scores {@code
 * f} at the position before it, and learned scores for the first. Inputs: the scores {@code
 * [levels]} and the symbols {@code [1]}, both packed alike.
 */
final class NextSymbolOperation implements Operation {

  private final int levels;
  private final int first;

  /**
   * Creates the operation.
   *
   * @param first where the scores of first symbols begin in the parameters
   */
  NextSymbolOperation(int levels, int first) {
    this.levels = levels;
    this.first = first;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public int kept(int orders) {
    return 1; // log Σ exp of the scores
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return order == 0;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    int f = pass.input(0, 0);
    int x = pass.input(1, 0);
    int y = pass.output(0);
    Segments segments = pass.segments();
    try (Scratch scratch = Scratch.open()) {
      float[] sums = scratch.floats(n);
      logSums(m, f, n, sums, scratch);
      if (pass.keeps()) {
        System.arraycopy(sums, 0, m, pass.kept(), n);
      }
      double begin = Vectors.logSumExp(levels, pass.parameters(), first);
      for (int s = 0; s < segments.rows(); s++) {
        int at = segments.start(s);
        int symbol = (int) m[x + at];
        m[y + at] = (float) (begin - pass.parameters()[first + symbol]);
        for (int c = at + 1; c < at + segments.length(s); c++) {
          m[y + c] = sums[c - 1] - m[f + ((int) m[x + c]) * n + c - 1];
        }
      }
    }
    segments.pad(m, y, 1, true);
  }

  private void logSums(float[] m, int f, int n, float[] sums, Scratch scratch) {
    float[] greatest = scratch.floats(n);
    float[] term = scratch.floats(n);
    System.arraycopy(m, f, greatest, 0, n);
    for (int a = 1; a < levels; a++) {
      for (int c = 0; c < n; c++) {
        greatest[c] = Math.max(greatest[c], m[f + a * n + c]);
      }
    }
    Arrays.fill(sums, 0, n, 0f);
    for (int a = 0; a < levels; a++) {
      for (int c = 0; c < n; c++) {
        term[c] = m[f + a * n + c] - greatest[c];
      }
      Elementwise.exp(n, term, 0, term, 0);
      Vectors.add(n, sums, 0, term, 0, sums, 0);
    }
    Elementwise.log(n, sums, 0, sums, 0);
    Vectors.add(n, sums, 0, greatest, 0, sums, 0);
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    float[] m = pass.memory();
    int slope = pass.outputSlope(0);
    int x = pass.input(1, 0);
    Segments segments = pass.segments();
    if (pass.wants(0, 0)) {
      slopesOfScores(pass, n, m, slope, x, segments);
    }
    if (pass.wants(1, 0)) {
      Arrays.fill(m, pass.inputSlope(1, 0), pass.inputSlope(1, 0) + n, 0f);
    }
    if (pass.learns()) {
      double begin = Vectors.logSumExp(levels, pass.parameters(), first);
      double sum = 0;
      for (int s = 0; s < segments.rows(); s++) {
        int at = segments.start(s);
        sum += m[slope + at];
        pass.gradient()[first + (int) m[x + at]] -= m[slope + at];
      }
      for (int a = 0; a < levels; a++) {
        pass.gradient()[first + a] +=
            (float) (sum * Math.exp(pass.parameters()[first + a] - begin));
      }
    }
  }

  /** {@code softmax(f)_a - [a is the next symbol]}, times the slope of the next cost. */
  private void slopesOfScores(Pass pass, int n, float[] m, int slope, int x, Segments segments) {
    int f = pass.input(0, 0);
    int to = pass.inputSlope(0, 0);
    try (Scratch scratch = Scratch.open()) {
      float[] next = scratch.floats(n);
      Arrays.fill(next, 0, n, 0f);
      for (int s = 0; s < segments.rows(); s++) {
        int at = segments.start(s);
        System.arraycopy(m, slope + at + 1, next, at, segments.length(s) - 1);
      }
      for (int a = 0; a < levels; a++) {
        int row = to + a * n;
        for (int c = 0; c < n; c++) {
          m[row + c] = m[f + a * n + c] - m[pass.kept() + c];
        }
        Elementwise.exp(n, m, row, m, row);
        Vectors.multiply(n, m, row, next, 0, m, row);
      }
      for (int s = 0; s < segments.rows(); s++) {
        int at = segments.start(s);
        for (int c = at; c < at + segments.length(s) - 1; c++) {
          m[to + ((int) m[x + c + 1]) * n + c] -= next[c];
        }
      }
    }
  }
}
