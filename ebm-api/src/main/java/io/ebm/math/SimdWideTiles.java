package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SimdTiles} for machines with 32 registers: four rows of C by four
 * of them, which read A half as often as eight by two and keep half as many indices.
 */
final class SimdWideTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdWideTiles() {}

  /** 4 rows by four registers, of an A whose rows are contiguous. */
  static void rows4(
      int k,
      float[] a,
      int aOffset,
      int aRow,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      int cRow,
      boolean accumulate) {
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
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c32 = zero;
    FloatVector c33 = zero;
    int a0 = aOffset;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * L);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * L);
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
      x = FloatVector.broadcast(SPECIES, a[a3 + p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c02.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c03.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
      c02.intoArray(c, to + 2 * L);
      c03.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c12.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c13.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
      c12.intoArray(c, to + 2 * L);
      c13.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c22.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c23.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
      c22.intoArray(c, to + 2 * L);
      c23.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c32.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c33.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
      c32.intoArray(c, to + 2 * L);
      c33.intoArray(c, to + 3 * L);
    }
  }

  /**
   * The same, which copies the panel of B together as it goes: beside multiplications that costs
   * less than by itself.
   */
  static void rows4Packing(
      int k,
      float[] a,
      int aOffset,
      int aRow,
      float[] b,
      int bOffset,
      int bRow,
      float[] panel,
      int panelOffset,
      float[] c,
      int cOffset,
      int cRow,
      boolean accumulate) {
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
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c32 = zero;
    FloatVector c33 = zero;
    int a0 = aOffset;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int bAt = bOffset;
    int to = panelOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * L);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * L);
      b0.intoArray(panel, to);
      b1.intoArray(panel, to + L);
      b2.intoArray(panel, to + 2 * L);
      b3.intoArray(panel, to + 3 * L);
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
      x = FloatVector.broadcast(SPECIES, a[a3 + p]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      bAt += bRow;
      to += 4 * L;
    }
    to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c02.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c03.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
      c02.intoArray(c, to + 2 * L);
      c03.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c12.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c13.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
      c12.intoArray(c, to + 2 * L);
      c13.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c22.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c23.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
      c22.intoArray(c, to + 2 * L);
      c23.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c32.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c33.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
      c32.intoArray(c, to + 2 * L);
      c33.intoArray(c, to + 3 * L);
    }
  }

  /** 4 rows by four registers, of an A whose columns are contiguous. */
  static void columns4(
      int k,
      float[] a,
      int aOffset,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      int cRow,
      boolean accumulate) {
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
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c32 = zero;
    FloatVector c33 = zero;
    int aAt = aOffset;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * L);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * L);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[aAt + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(SPECIES, a[aAt + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = FloatVector.broadcast(SPECIES, a[aAt + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      aAt += aColumn;
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c02.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c03.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
      c02.intoArray(c, to + 2 * L);
      c03.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c12.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c13.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
      c12.intoArray(c, to + 2 * L);
      c13.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c22.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c23.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
      c22.intoArray(c, to + 2 * L);
      c23.intoArray(c, to + 3 * L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
      c32.add(FloatVector.fromArray(SPECIES, c, to + 2 * L)).intoArray(c, to + 2 * L);
      c33.add(FloatVector.fromArray(SPECIES, c, to + 3 * L)).intoArray(c, to + 3 * L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
      c32.intoArray(c, to + 2 * L);
      c33.intoArray(c, to + 3 * L);
    }
  }
}
