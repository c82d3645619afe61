package io.ebm.math;

/**
 * The positions of a product of a convolution, in units of positions: rows and columns of outputs,
 * where each one's window lies in a channel of the image read, and where the output does.
 *
 * @param rows rows of outputs
 * @param columns columns of outputs
 * @param from the window of the first output
 * @param fromRow from a window to that of the next row; that of the next column lies beside it
 * @param to the first output
 * @param toRow from an output to the next row's
 * @param toColumn from an output to the next column's
 * @param taps what is to be added to a window's position for each of its elements
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record ConvolutionGrid(
    int rows, int columns, int from, int fromRow, int to, int toRow, int toColumn, int[] taps) {

  /** The shift of each tap of each channel, in floats. */
  void shifts(int n, int channels, int pitch, int[] shifts) {
    int k = 0;
    for (int c = 0; c < channels; c++) {
      for (int tap : taps) {
        shifts[k++] = c * pitch + tap * n;
      }
    }
  }

  /** How many chunks of lanes the outputs of n states are; see {@link #chunks}. */
  int chunkCount(int n, int lanes) {
    return isWhole(n, lanes) ? rows * columns * (n / lanes) : (int) ((flat(n) + lanes - 1) / lanes);
  }

  /** Whether outputs are made of whole chunks. Else all from first to last are made, flat. */
  static boolean isWhole(int n, int lanes) {
    return n % lanes == 0;
  }

  private long flat(int n) {
    return ((rows - 1L) * fromRow + columns) * n;
  }

  /**
   * Where chunks begin. Where outputs are not whole chunks, these are of all floats from the first
   * window to the last, those between the rows included, and are written one after the other.
   */
  void chunks(int n, int lanes, int count, int[] froms, int[] tos) {
    if (!isWhole(n, lanes)) {
      for (int j = 0; j < count; j++) {
        froms[j] = from * n + j * lanes;
        tos[j] = j * lanes;
      }
      return;
    }
    int j = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int source = (from + r * fromRow + c) * n;
        int target = (to + r * toRow + c * toColumn) * n;
        for (int s = 0; s < n; s += lanes) {
          froms[j] = source + s;
          tos[j++] = target + s;
        }
      }
    }
  }

  /** Copies a channel of outputs from where flat chunks have written it to where it belongs. */
  void unpack(int n, float[] flat, int flatAt, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int source = flatAt + r * fromRow * n;
      int target = yAt + (to + r * toRow) * n;
      if (toColumn == 1) {
        System.arraycopy(flat, source, y, target, columns * n);
        continue;
      }
      for (int c = 0; c < columns; c++) {
        for (int s = 0; s < n; s++) {
          y[target + c * toColumn * n + s] = flat[source + c * n + s];
        }
      }
    }
  }

  /** The other way, for outputs that are read; between the rows are zeros. */
  void pack(int n, float[] y, int yAt, float[] flat, int flatAt, int length) {
    java.util.Arrays.fill(flat, flatAt, flatAt + length, 0f);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(y, yAt + (to + r * toRow) * n, flat, flatAt + r * fromRow * n, columns * n);
    }
  }
}
