package io.ebm.math;

/**
 * The products of {@link Gemm} whose left matrix, A, holds zeros and ones only, as binary units do:
 * a row of the result is a sum of the rows of B that a row of A selects, which saves the
 * multiplications by zero. With a fifth of ones it takes about half the time; from two fifths on it
 * is a dense product. Shapes, errors and the meaning of the last argument are those of {@link
 * Gemm}; the order of sums depends on the values of A too. Any value of A but zero may be taken for
 * a one.
 */
public final class BinaryGemm {

  private static final GemmKernels KERNELS = Backend.CHOSEN.binaryGemm();

  private BinaryGemm() {}

  /**
   * Whether A has so few ones, two fifths at most, that its products are faster as sums.
   *
   * @param a holds A as m × k, of zeros and ones
   */
  public static boolean sparse(int m, int k, float[] a, int aOffset, int lda) {
    Gemm.check(m, k, a, aOffset, lda);
    double ones = 0;
    for (int i = 0; i < m; i++) {
      ones += Vectors.sum(k, a, aOffset + i * lda);
    }
    return few(ones, m, k);
  }

  /** Whether so many ones are few: a sum has one load per addition, a dense tile one per eight. */
  static boolean few(double ones, int m, int k) {
    return 5 * ones <= 2.0 * m * k;
  }

  /**
   * {@code C = A · B}: {@code a} holds A as m × k, of zeros and ones, {@code b} holds B as k × n, C
   * is m × n.
   */
  public static void nn(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    Gemm.check(m, k, a, aOffset, lda);
    Gemm.check(k, n, b, bOffset, ldb);
    Gemm.check(m, n, c, cOffset, ldc);
    KERNELS.nn(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  /**
   * {@code C = A · Bᵀ}: {@code a} holds A as m × k, of zeros and ones, {@code b} holds B as n × k,
   * C is m × n.
   */
  public static void nt(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    Gemm.check(m, k, a, aOffset, lda);
    Gemm.check(n, k, b, bOffset, ldb);
    Gemm.check(m, n, c, cOffset, ldc);
    KERNELS.nt(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }

  /**
   * {@code C = Aᵀ · B}: {@code a} holds A as k × m, of zeros and ones, {@code b} holds B as k × n,
   * C is m × n.
   */
  public static void tn(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    Gemm.check(k, m, a, aOffset, lda);
    Gemm.check(k, n, b, bOffset, ldb);
    Gemm.check(m, n, c, cOffset, ldc);
    KERNELS.tn(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
  }
}
