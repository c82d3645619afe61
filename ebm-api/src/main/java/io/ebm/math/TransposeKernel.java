package io.ebm.math;

/** One implementation of {@link Matrices}; arguments are checked. */
interface TransposeKernel {

  void transpose(
      int rows, int columns, float[] a, int aOffset, int lda, float[] out, int outOffset, int ldo);
}
