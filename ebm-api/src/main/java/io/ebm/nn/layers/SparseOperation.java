package io.ebm.nn.layers;

import io.ebm.math.Vectors;
import io.ebm.nn.LinearOperation;
import java.util.Arrays;

/**
 * {@code y_o = Σ w x_i} with fixed weights, few for each {@code o}: a number of the value is a row
 * of the tile. Rows of weights are held one behind the other, and those of the transpose too.
 */
final class SparseOperation extends LinearOperation {

  private final Rows rows;
  private final Rows columns;

  /** Rows of a matrix: row {@code o} has entries {@code from[o]} to {@code from[o + 1]}. */
  private static final class Rows {
    final int[] from;
    final int[] index;
    final float[] weight;

    Rows(int[] from, int[] index, float[] weight) {
      this.from = from;
      this.index = index;
      this.weight = weight;
    }

    void multiply(int n, float[] m, int x, int y) {
      for (int o = 0; o + 1 < from.length; o++) {
        int to = y + o * n;
        if (from[o] == from[o + 1]) {
          Vectors.fill(n, 0f, m, to);
          continue;
        }
        int first = x + index[from[o]] * n;
        if (weight[from[o]] == 1) {
          System.arraycopy(m, first, m, to, n);
        } else {
          Vectors.scale(n, weight[from[o]], m, first, m, to);
        }
        for (int e = from[o] + 1; e < from[o + 1]; e++) {
          Vectors.axpy(n, weight[e], m, x + index[e] * n, m, to);
        }
      }
    }

    Rows transposed(int size) {
      int[] begins = new int[size + 1];
      for (int i : index) {
        begins[i + 1]++;
      }
      for (int i = 0; i < size; i++) {
        begins[i + 1] += begins[i];
      }
      int[] next = begins.clone();
      int[] outputs = new int[index.length];
      float[] weights = new float[index.length];
      for (int o = 0; o + 1 < from.length; o++) {
        for (int e = from[o]; e < from[o + 1]; e++) {
          int at = next[index[e]]++;
          outputs[at] = o;
          weights[at] = weight[e];
        }
      }
      return new Rows(begins, outputs, weights);
    }
  }

  private SparseOperation(Rows rows, int inputs) {
    this.rows = rows;
    this.columns = rows.transposed(inputs);
  }

  /**
   * A map of given weights.
   *
   * @param inputs how many numbers it takes
   * @param indices of each output the inputs that it is of
   * @param weights and their weights
   */
  static SparseOperation of(int inputs, int[][] indices, float[][] weights) {
    int[] from = new int[indices.length + 1];
    for (int o = 0; o < indices.length; o++) {
      from[o + 1] = from[o] + indices[o].length;
    }
    int[] index = new int[from[indices.length]];
    float[] weight = new float[index.length];
    for (int o = 0; o < indices.length; o++) {
      System.arraycopy(indices[o], 0, index, from[o], indices[o].length);
      System.arraycopy(weights[o], 0, weight, from[o], indices[o].length);
    }
    return new SparseOperation(new Rows(from, index, weight), inputs);
  }

  /** The means of windows. */
  static SparseOperation means(int inputs, int[][] windows) {
    float[][] weights = new float[windows.length][];
    for (int o = 0; o < windows.length; o++) {
      weights[o] = new float[windows[o].length];
      Arrays.fill(weights[o], 1f / windows[o].length);
    }
    return of(inputs, windows, weights);
  }

  /** The sums of windows. */
  static SparseOperation sums(int inputs, int[][] windows) {
    float[][] weights = new float[windows.length][];
    for (int o = 0; o < windows.length; o++) {
      weights[o] = new float[windows[o].length];
      Arrays.fill(weights[o], 1f);
    }
    return of(inputs, windows, weights);
  }

  /** Each output is one of the inputs. */
  static SparseOperation choices(int inputs, int[] chosen) {
    return means(inputs, Arrays.stream(chosen).mapToObj(i -> new int[] {i}).toArray(int[][]::new));
  }

  @Override
  public long multiplyAdds() {
    return rows.index.length;
  }

  @Override
  protected void apply(int n, float[] parameters, float[] memory, int x, int y) {
    rows.multiply(n, memory, x, y);
  }

  @Override
  protected void transpose(int n, float[] parameters, float[] memory, int y, int x) {
    columns.multiply(n, memory, y, x);
  }
}
