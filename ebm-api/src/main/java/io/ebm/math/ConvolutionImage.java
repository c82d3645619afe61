package io.ebm.math;

import java.util.Arrays;

/**
 * How an image is copied before a convolution reads it: with its borders, and in planes for its
 * strides. A channel is {@code [rows.phases, columns.phases, rows.size, columns.size]}.
 */
record ConvolutionImage(ConvolutionAxis rows, ConvolutionAxis columns) {

  /** Floats of a line of the cache. */
  private static final int LINE = 16;

  /** Whether the image may be read where it lies. */
  boolean isPlain() {
    return rows.isPlain() && columns.isPlain();
  }

  /** Positions of a channel. */
  long positions() {
    return (long) rows.phases().length * columns.phases().length * rows.size() * columns.size();
  }

  /**
   * Floats from one channel of a copy to the next: an odd number of lines, so that channels do not
   * all lie in the same sets of the cache.
   */
  int pitch(int n) {
    long lines = (positions() * n + LINE - 1) / LINE;
    return length((lines | 1) * LINE);
  }

  /** As an array's length. */
  static int length(long floats) {
    if (floats > 1 << 30) {
      throw new IllegalArgumentException(
          "a convolution of such a tile needs %d floats of working memory, more than 2^30"
              .formatted(floats));
    }
    return (int) floats;
  }

  /** The position of a row and a column in plane (r, q) of a channel. */
  int at(int r, int q, int row, int column) {
    return ((r * columns.phases().length + q) * rows.size() + row) * columns.size() + column;
  }

  /**
   * A copy of an image of n states, from {@link Gemm#ALIGNED} on. Behind it come as many zeros as a
   * chunk has floats.
   */
  float[] padded(Scratch scratch, int n, int channels, float[] x, int xAt, int pitch, int lanes) {
    int end = length(Gemm.ALIGNED + (long) channels * pitch);
    float[] padded = scratch.floats(end + lanes);
    copy(n, channels, x, xAt, padded, Gemm.ALIGNED, pitch);
    Arrays.fill(padded, end, end + lanes, 0f);
    return padded;
  }

  /** Copies an image of n states. Behind the planes of a channel come zeros. */
  private void copy(int n, int channels, float[] x, int xAt, float[] to, int toAt, int pitch) {
    int height = rows.source();
    int width = columns.source();
    for (int c = 0; c < channels; c++) {
      int source = xAt + c * height * width * n;
      int target = toAt + c * pitch;
      int end = target + pitch;
      for (int r = 0; r < rows.phases().length; r++) {
        for (int q = 0; q < columns.phases().length; q++) {
          for (int i = 0; i < rows.size(); i++) {
            int row = rows.source(r, i);
            if (row < 0) {
              Arrays.fill(to, target, target + columns.size() * n, 0f);
            } else if (columns.stride() == 1) {
              copyRow(n, x, source + row * width * n, to, target);
            } else {
              copyColumns(n, q, 0, columns.size(), x, source + row * width * n, to, target);
            }
            target += columns.size() * n;
          }
        }
      }
      Arrays.fill(to, target, end, 0f);
    }
  }

  /** A row whose middle is the image's. */
  private void copyRow(int n, float[] x, int xAt, float[] to, int toAt) {
    int low = Math.min(columns.low(), columns.size());
    int middle = Math.min(columns.source(), columns.size() - low);
    copyColumns(n, 0, 0, low, x, xAt, to, toAt);
    System.arraycopy(x, xAt, to, toAt + low * n, middle * n);
    copyColumns(n, 0, low + middle, columns.size(), x, xAt, to, toAt);
  }

  private void copyColumns(
      int n, int q, int first, int end, float[] x, int xAt, float[] to, int toAt) {
    for (int j = first; j < end; j++) {
      int column = columns.source(q, j);
      int target = toAt + j * n;
      if (column < 0) {
        Arrays.fill(to, target, target + n, 0f);
      } else {
        System.arraycopy(x, xAt + column * n, to, target, n);
      }
    }
  }

  /**
   * Makes an image of what stands in its rows and columns with borders that go on at the other
   * side: adds them up.
   *
   * @param folded {@code [height + 2 · low, width + 2 · low]} for each channel, of n states
   */
  static void fold(
      int n, int channels, ConvolutionImage image, float[] folded, float[] x, int xAt) {
    int height = image.rows.source();
    int width = image.columns.source();
    int rowsLow = image.rows.low();
    int low = image.columns.low();
    int rows = height + 2 * rowsLow;
    int pitch = (width + 2 * low) * n;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < rows; i++) {
        // The rows in the middle come first: those are copied.
        int row = (i + rowsLow) % rows;
        int source = (c * rows + row) * pitch;
        int target = xAt + (c * height + Math.floorMod(row - rowsLow, height)) * width * n;
        if (i < height) {
          System.arraycopy(folded, source + low * n, x, target, width * n);
        } else {
          add(width * n, folded, source + low * n, x, target);
        }
        add(low * n, folded, source, x, target + (width - low) * n);
        add(low * n, folded, source + (low + width) * n, x, target);
      }
    }
  }

  private static void add(int length, float[] a, int aAt, float[] x, int xAt) {
    for (int i = 0; i < length; i++) {
      x[xAt + i] += a[aAt + i];
    }
  }
}
