package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SimdConvolution} for machines with 16 registers: rows of A by two
 * chunks.
 */
final class SimdConvolutionPairs {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private SimdConvolutionPairs() {}

  /** 4 rows by two chunks anywhere. */
  static void rows4(
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0At,
      int b1At,
      float[] c,
      int to0,
      int to1,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    int a0 = aAt;
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    for (int p = 0; p < k; p++) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[a2 + p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[a3 + p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
    }
    int row = ldc;
    if (add) {
      c10.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c11.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
    } else {
      c10.intoArray(c, to0 + row);
      c11.intoArray(c, to1 + row);
    }
    row += ldc;
    if (add) {
      c20.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c21.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
    } else {
      c20.intoArray(c, to0 + row);
      c21.intoArray(c, to1 + row);
    }
    row += ldc;
    if (add) {
      c30.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c31.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
    } else {
      c30.intoArray(c, to0 + row);
      c31.intoArray(c, to1 + row);
    }
  }

  /** 2 rows by two chunks anywhere. */
  static void rows2(
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0At,
      int b1At,
      float[] c,
      int to0,
      int to1,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    int a0 = aAt;
    int a1 = a0 + lda;
    for (int p = 0; p < k; p++) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
    }
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
    }
    int row = ldc;
    if (add) {
      c10.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c11.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
    } else {
      c10.intoArray(c, to0 + row);
      c11.intoArray(c, to1 + row);
    }
  }

  /** One row by two chunks; the even and the odd terms apart, to have four sums in flight. */
  static void rows1(
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0At,
      int b1At,
      float[] c,
      int to0,
      int to1,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector d00 = zero;
    FloatVector c01 = zero;
    FloatVector d01 = zero;
    int a0 = aAt;
    int p = 0;
    for (; p + 1 < k; p += 2) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      int shiftd = shifts[shiftsAt + p + 1];
      FloatVector e0 = FloatVector.fromArray(SPECIES, b, b0At + shiftd);
      FloatVector e1 = FloatVector.fromArray(SPECIES, b, b1At + shiftd);
      FloatVector xd = FloatVector.broadcast(SPECIES, a[a0 + p + 1]);
      d00 = xd.fma(e0, d00);
      d01 = xd.fma(e1, d01);
    }
    if (p < k) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
    }
    c00 = c00.add(d00);
    c01 = c01.add(d01);
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
    }
  }
}
