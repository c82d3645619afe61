package io.ebm.math;

import org.jspecify.annotations.Nullable;

/** One implementation of {@link Elementwise} and {@link Activation}; arguments are checked. */
interface ElementwiseKernels {

  void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

  void log(int n, float[] x, int xOffset, float[] y, int yOffset);

  void expOfColumns(
      int rows, int n, float[] x, int xOffset, float[] shifts, float[] greatest, float[] sums);

  /**
   * Row r of {@code z} begins at {@code zAt + r * zStride}, of the derivatives at {@code at + r *
   * n}.
   */
  void activate(
      Activation activation,
      int rows,
      int n,
      float[] z,
      int zAt,
      int zStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride,
      float @Nullable [] first,
      int firstAt,
      float @Nullable [] second,
      int secondAt);
}
