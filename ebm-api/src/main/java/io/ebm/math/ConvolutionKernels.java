package io.ebm.math;

/**
 * The products of {@link Convolution}, whose right operand B is never written down: row k of it is
 * the input moved by {@code shifts[k]}. Its columns come in chunks of {@link #lanes} floats that
 * lie together; chunk j begins at {@code from[j]} in the input, and at {@code to[j]} in the output.
 * Arguments are checked.
 */
interface ConvolutionKernels {

  /** Floats of a chunk. */
  int lanes();

  /**
   * {@code C = A · B}: for every row i and chunk j, {@code c[cAt + i·ldc + to[j] + …]} becomes the
   * sum over k of {@code a[aAt + i·lda + k] · b[bAt + shifts[k] + from[j] + …]}. There is at least
   * one row, one k and one chunk.
   */
  void product(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int[] shifts,
      int chunks,
      int[] from,
      float[] c,
      int cAt,
      int ldc,
      int[] to);

  /**
   * {@code A += C · Bᵀ}: {@code a[aAt + i·lda + k]} grows by the sum over the lanes of all chunks
   * of {@code c[cAt + i·ldc + to[j] + …] · b[bAt + shifts[k] + from[j] + …]}.
   */
  void gradient(
      int m,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int[] shifts,
      int chunks,
      int[] from,
      float[] c,
      int cAt,
      int ldc,
      int[] to);
}
