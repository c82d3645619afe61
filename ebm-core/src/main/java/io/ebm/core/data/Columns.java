package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.Rescaled;
import java.util.Arrays;

/**
 * How each column of examples is moved and scaled: {@code x = (value - centre) / scale}. Without
 * columns nothing is.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Columns(double[] centres, double[] scales) implements Rescaled {

  private static final int ROWS = 1024;

  /** Leaves everything as it is. */
  static final Columns NONE = new Columns(new double[0], new double[0]);

  /**
   * The means and standard deviations (with {@code n - 1}) of examples. A column whose values are
   * all equal keeps its scale.
   */
  static Columns of(Examples examples, int dim) {
    double[] centres = new double[dim];
    forEach(examples, dim, (k, value) -> centres[k] += value);
    Arrays.setAll(centres, k -> centres[k] / examples.size());
    double[] squares = new double[dim];
    forEach(examples, dim, (k, value) -> squares[k] += (value - centres[k]) * (value - centres[k]));
    double[] scales = new double[dim];
    Arrays.setAll(scales, k -> scale(squares[k], centres[k], examples.size()));
    return new Columns(centres, scales);
  }

  private interface Use {
    void take(int column, double value);
  }

  private static void forEach(Examples examples, int dim, Use use) {
    for (int from = 0; from < examples.size(); from += ROWS) {
      Batch rows = examples.range(from, Math.min(from + ROWS, examples.size()), dim);
      for (int i = 0; i < rows.size(); i++) {
        for (int k = 0; k < dim; k++) {
          use.take(k, rows.get(i, k));
        }
      }
    }
  }

  /** 1 where the squares are no more than what rounding leaves of equal values. */
  private static double scale(double squares, double centre, int count) {
    double sd = Math.sqrt(squares / Math.max(1, count - 1));
    return sd <= 1e-12 * Math.abs(centre) || sd == 0 ? 1 : sd;
  }

  boolean isEmpty() {
    return scales.length == 0;
  }

  @Override
  public double centre(int coordinate) {
    return isEmpty() ? 0 : centres[coordinate];
  }

  @Override
  public double scale(int coordinate) {
    return isEmpty() ? 1 : scales[coordinate];
  }

  /** Examples, rescaled as they are read. */
  Examples view(Examples examples) {
    if (isEmpty()) {
      return examples;
    }
    return new Examples() {
      @Override
      public int size() {
        return examples.size();
      }

      @Override
      public void read(int[] indices, int from, Batch into) {
        examples.read(indices, from, into);
        rescale(into);
      }
    };
  }
}
