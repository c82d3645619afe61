package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link SimdConvolutionTiles} for what is left of the rows of A. */
final class SimdConvolutionFewRows {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdConvolutionFewRows() {}

  /** 3 rows by four chunks that lie together in B. */
  static void rows3(
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int bAt,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c02 = zero;
    FloatVector c03 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c12 = zero;
    FloatVector c13 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c22 = zero;
    FloatVector c23 = zero;
    int a0 = aAt;
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    for (int p = 0; p < k; p++) {
      int shift = shifts[shiftsAt + p];
      int at = bAt + shift;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + L);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, at + 2 * L);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, at + 3 * L);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(SPECIES, a[a2 + p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
    }
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
      c02.add(FloatVector.fromArray(SPECIES, c, to2)).intoArray(c, to2);
      c03.add(FloatVector.fromArray(SPECIES, c, to3)).intoArray(c, to3);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
      c02.intoArray(c, to2);
      c03.intoArray(c, to3);
    }
    int row = ldc;
    if (add) {
      c10.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c11.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
      c12.add(FloatVector.fromArray(SPECIES, c, to2 + row)).intoArray(c, to2 + row);
      c13.add(FloatVector.fromArray(SPECIES, c, to3 + row)).intoArray(c, to3 + row);
    } else {
      c10.intoArray(c, to0 + row);
      c11.intoArray(c, to1 + row);
      c12.intoArray(c, to2 + row);
      c13.intoArray(c, to3 + row);
    }
    row += ldc;
    if (add) {
      c20.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c21.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
      c22.add(FloatVector.fromArray(SPECIES, c, to2 + row)).intoArray(c, to2 + row);
      c23.add(FloatVector.fromArray(SPECIES, c, to3 + row)).intoArray(c, to3 + row);
    } else {
      c20.intoArray(c, to0 + row);
      c21.intoArray(c, to1 + row);
      c22.intoArray(c, to2 + row);
      c23.intoArray(c, to3 + row);
    }
  }

  /** 3 rows by four chunks anywhere. */
  static void rows3Apart(
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int[] shifts,
      int shiftsAt,
      int b0At,
      int b1At,
      int b2At,
      int b3At,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c02 = zero;
    FloatVector c03 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c12 = zero;
    FloatVector c13 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c22 = zero;
    FloatVector c23 = zero;
    int a0 = aAt;
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    for (int p = 0; p < k; p++) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, b2At + shift);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, b3At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(SPECIES, a[a2 + p]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
    }
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
      c02.add(FloatVector.fromArray(SPECIES, c, to2)).intoArray(c, to2);
      c03.add(FloatVector.fromArray(SPECIES, c, to3)).intoArray(c, to3);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
      c02.intoArray(c, to2);
      c03.intoArray(c, to3);
    }
    int row = ldc;
    if (add) {
      c10.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c11.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
      c12.add(FloatVector.fromArray(SPECIES, c, to2 + row)).intoArray(c, to2 + row);
      c13.add(FloatVector.fromArray(SPECIES, c, to3 + row)).intoArray(c, to3 + row);
    } else {
      c10.intoArray(c, to0 + row);
      c11.intoArray(c, to1 + row);
      c12.intoArray(c, to2 + row);
      c13.intoArray(c, to3 + row);
    }
    row += ldc;
    if (add) {
      c20.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c21.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
      c22.add(FloatVector.fromArray(SPECIES, c, to2 + row)).intoArray(c, to2 + row);
      c23.add(FloatVector.fromArray(SPECIES, c, to3 + row)).intoArray(c, to3 + row);
    } else {
      c20.intoArray(c, to0 + row);
      c21.intoArray(c, to1 + row);
      c22.intoArray(c, to2 + row);
      c23.intoArray(c, to3 + row);
    }
  }

  /** 2 rows by four chunks anywhere. */
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
      int b2At,
      int b3At,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c02 = zero;
    FloatVector c03 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c12 = zero;
    FloatVector c13 = zero;
    int a0 = aAt;
    int a1 = a0 + lda;
    for (int p = 0; p < k; p++) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, b2At + shift);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, b3At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
    }
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
      c02.add(FloatVector.fromArray(SPECIES, c, to2)).intoArray(c, to2);
      c03.add(FloatVector.fromArray(SPECIES, c, to3)).intoArray(c, to3);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
      c02.intoArray(c, to2);
      c03.intoArray(c, to3);
    }
    int row = ldc;
    if (add) {
      c10.add(FloatVector.fromArray(SPECIES, c, to0 + row)).intoArray(c, to0 + row);
      c11.add(FloatVector.fromArray(SPECIES, c, to1 + row)).intoArray(c, to1 + row);
      c12.add(FloatVector.fromArray(SPECIES, c, to2 + row)).intoArray(c, to2 + row);
      c13.add(FloatVector.fromArray(SPECIES, c, to3 + row)).intoArray(c, to3 + row);
    } else {
      c10.intoArray(c, to0 + row);
      c11.intoArray(c, to1 + row);
      c12.intoArray(c, to2 + row);
      c13.intoArray(c, to3 + row);
    }
  }

  /** One row by four chunks; the even and the odd terms apart, to have eight sums in flight. */
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
      int b2At,
      int b3At,
      float[] c,
      int to0,
      int to1,
      int to2,
      int to3,
      int ldc,
      boolean add) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector d00 = zero;
    FloatVector c01 = zero;
    FloatVector d01 = zero;
    FloatVector c02 = zero;
    FloatVector d02 = zero;
    FloatVector c03 = zero;
    FloatVector d03 = zero;
    int a0 = aAt;
    int p = 0;
    for (; p + 1 < k; p += 2) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, b2At + shift);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, b3At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      int shiftd = shifts[shiftsAt + p + 1];
      FloatVector e0 = FloatVector.fromArray(SPECIES, b, b0At + shiftd);
      FloatVector e1 = FloatVector.fromArray(SPECIES, b, b1At + shiftd);
      FloatVector e2 = FloatVector.fromArray(SPECIES, b, b2At + shiftd);
      FloatVector e3 = FloatVector.fromArray(SPECIES, b, b3At + shiftd);
      FloatVector xd = FloatVector.broadcast(SPECIES, a[a0 + p + 1]);
      d00 = xd.fma(e0, d00);
      d01 = xd.fma(e1, d01);
      d02 = xd.fma(e2, d02);
      d03 = xd.fma(e3, d03);
    }
    if (p < k) {
      int shift = shifts[shiftsAt + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, b0At + shift);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, b1At + shift);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, b2At + shift);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, b3At + shift);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
    }
    c00 = c00.add(d00);
    c01 = c01.add(d01);
    c02 = c02.add(d02);
    c03 = c03.add(d03);
    if (add) {
      c00.add(FloatVector.fromArray(SPECIES, c, to0)).intoArray(c, to0);
      c01.add(FloatVector.fromArray(SPECIES, c, to1)).intoArray(c, to1);
      c02.add(FloatVector.fromArray(SPECIES, c, to2)).intoArray(c, to2);
      c03.add(FloatVector.fromArray(SPECIES, c, to3)).intoArray(c, to3);
    } else {
      c00.intoArray(c, to0);
      c01.intoArray(c, to1);
      c02.intoArray(c, to2);
      c03.intoArray(c, to3);
    }
  }
}
