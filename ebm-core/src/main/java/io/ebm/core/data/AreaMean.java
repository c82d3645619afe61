package io.ebm.core.data;

/** Scales images by the means of areas: every new pixel is that of the part that it covers. */
final class AreaMean {

  private AreaMean() {}

  /**
   * Scales one channel.
   *
   * @param from {@code height · width} values, row by row
   * @param into receives {@code newHeight · newWidth} values from {@code offset}
   */
  static void scale(
      double[] from,
      int height,
      int width,
      double[] into,
      int offset,
      int newHeight,
      int newWidth) {
    if (height == newHeight && width == newWidth) {
      System.arraycopy(from, 0, into, offset, height * width);
      return;
    }
    double[] narrow = new double[height * newWidth];
    for (int i = 0; i < height; i++) {
      line(from, i * width, 1, width, narrow, i * newWidth, 1, newWidth);
    }
    for (int j = 0; j < newWidth; j++) {
      line(narrow, j, newWidth, height, into, offset + j, newWidth, newHeight);
    }
  }

  /** The same of a row or a column. */
  private static void line(
      double[] from,
      int start,
      int stride,
      int length,
      double[] into,
      int newStart,
      int newStride,
      int newLength) {
    double each = (double) length / newLength;
    for (int n = 0; n < newLength; n++) {
      double begin = n * each;
      double end = Math.min(length, (n + 1) * each);
      double sum = 0;
      for (int k = (int) begin; k < Math.min(length, Math.ceil(end)); k++) {
        sum += (Math.min(end, k + 1) - Math.max(begin, k)) * from[start + k * stride];
      }
      into[newStart + n * newStride] = sum / (end - begin);
    }
  }
}
