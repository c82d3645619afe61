package io.ebm.math;

/** {@link Bits} in plain Java. */
final class ScalarBits implements BitKernels {

  @Override
  public int sum(int n, long[] bits, int bitsOffset, int[] x, int xOffset) {
    int sum = 0;
    for (int j = 0; j < n; j++) {
      sum += x[xOffset + j] & -(int) (bits[bitsOffset + (j >>> 6)] >>> j & 1);
    }
    return sum;
  }

  @Override
  public double sum(int n, long[] bits, int bitsOffset, double[] x, int xOffset) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += (bits[bitsOffset + (j >>> 6)] >>> j & 1) != 0 ? x[xOffset + j] : 0;
    }
    return sum;
  }

  @Override
  public void sums(int rows, int n, long[] bits, int bitsOffset, int[] x, int stride, int[] out) {
    for (int r = 0; r < rows; r++) {
      out[r] = sum(n, bits, bitsOffset, x, r * stride);
    }
  }

  @Override
  public void addSigned(int n, int value, long[] bits, int bitsOffset, int[] x, int xOffset) {
    for (int j = 0; j < n; j++) {
      int clear = (int) (bits[bitsOffset + (j >>> 6)] >>> j & 1) - 1;
      x[xOffset + j] += (value ^ clear) - clear;
    }
  }

  @Override
  public void unpack(
      int n, long[] bits, int bitsOffset, float low, float high, float[] x, int xOffset) {
    for (int j = 0; j < n; j++) {
      x[xOffset + j] = (bits[bitsOffset + (j >>> 6)] >>> j & 1) != 0 ? high : low;
    }
  }
}
