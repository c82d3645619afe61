package io.ebm.math;

import org.jspecify.annotations.Nullable;

/** One implementation of {@link Elementwise} and {@link Activation}; arguments are checked. */
interface ElementwiseKernels {

  void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

  void log(int n, float[] x, int xOffset, float[] y, int yOffset);

  void activate(
      Activation activation,
      int n,
      float[] z,
      int zOffset,
      float bias,
      float[] y,
      int yOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset);
}
