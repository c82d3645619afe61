package io.ebm.math;

/** One implementation of {@link Bits}; arguments are checked. */
interface BitKernels {

  int sum(int n, long[] bits, int bitsOffset, int[] x, int xOffset);

  double sum(int n, long[] bits, int bitsOffset, double[] x, int xOffset);

  void sums(int rows, int n, long[] bits, int bitsOffset, int[] x, int stride, int[] out);

  void addSigned(int n, int value, long[] bits, int bitsOffset, int[] x, int xOffset);

  void unpack(int n, long[] bits, int bitsOffset, float low, float high, float[] x, int xOffset);
}
