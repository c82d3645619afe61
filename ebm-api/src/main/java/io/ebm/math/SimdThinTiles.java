package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SimdGemm} for panels of one register, of what is left of B's
 * columns or of a B that has few; see {@link SimdTiles}.
 */
final class SimdThinTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private SimdThinTiles() {}

  /** 8 rows by one register, of any A. */
  static void rows8(
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      int cRow,
      boolean accumulate) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    int a0 = aOffset;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    int bAt = bOffset;
    if (aColumn == 1) { // each index is checked once, before the loop
      for (int p = 0; p < k; p++) {
        FloatVector y = FloatVector.fromArray(SPECIES, b, bAt);
        c0 = y.fma(FloatVector.broadcast(SPECIES, a[a0 + p]), c0);
        c1 = y.fma(FloatVector.broadcast(SPECIES, a[a1 + p]), c1);
        c2 = y.fma(FloatVector.broadcast(SPECIES, a[a2 + p]), c2);
        c3 = y.fma(FloatVector.broadcast(SPECIES, a[a3 + p]), c3);
        c4 = y.fma(FloatVector.broadcast(SPECIES, a[a4 + p]), c4);
        c5 = y.fma(FloatVector.broadcast(SPECIES, a[a5 + p]), c5);
        c6 = y.fma(FloatVector.broadcast(SPECIES, a[a6 + p]), c6);
        c7 = y.fma(FloatVector.broadcast(SPECIES, a[a7 + p]), c7);
        bAt += bRow;
      }
    } else {
      for (int p = 0; p < k; p++) {
        FloatVector y = FloatVector.fromArray(SPECIES, b, bAt);
        int at = p * aColumn;
        c0 = y.fma(FloatVector.broadcast(SPECIES, a[a0 + at]), c0);
        c1 = y.fma(FloatVector.broadcast(SPECIES, a[a1 + at]), c1);
        c2 = y.fma(FloatVector.broadcast(SPECIES, a[a2 + at]), c2);
        c3 = y.fma(FloatVector.broadcast(SPECIES, a[a3 + at]), c3);
        c4 = y.fma(FloatVector.broadcast(SPECIES, a[a4 + at]), c4);
        c5 = y.fma(FloatVector.broadcast(SPECIES, a[a5 + at]), c5);
        c6 = y.fma(FloatVector.broadcast(SPECIES, a[a6 + at]), c6);
        c7 = y.fma(FloatVector.broadcast(SPECIES, a[a7 + at]), c7);
        bAt += bRow;
      }
    }
    int to = cOffset;
    if (accumulate) {
      c0 = c0.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c1 = c1.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c2 = c2.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c3 = c3.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c4 = c4.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c5 = c5.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c6 = c6.add(FloatVector.fromArray(SPECIES, c, to));
      to += cRow;
      c7 = c7.add(FloatVector.fromArray(SPECIES, c, to));
      to = cOffset;
    }
    c0.intoArray(c, to);
    to += cRow;
    c1.intoArray(c, to);
    to += cRow;
    c2.intoArray(c, to);
    to += cRow;
    c3.intoArray(c, to);
    to += cRow;
    c4.intoArray(c, to);
    to += cRow;
    c5.intoArray(c, to);
    to += cRow;
    c6.intoArray(c, to);
    to += cRow;
    c7.intoArray(c, to);
  }

  /** One row by one register; every fourth term apart, to have four sums in flight. */
  static void rows1(
      int k,
      float[] a,
      int aOffset,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] c,
      int cOffset,
      boolean accumulate) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int aAt = aOffset;
    int bAt = bOffset;
    int p = 0;
    for (; p + 3 < k; p += 4) {
      s0 = FloatVector.fromArray(SPECIES, b, bAt).fma(FloatVector.broadcast(SPECIES, a[aAt]), s0);
      aAt += aColumn;
      bAt += bRow;
      s1 = FloatVector.fromArray(SPECIES, b, bAt).fma(FloatVector.broadcast(SPECIES, a[aAt]), s1);
      aAt += aColumn;
      bAt += bRow;
      s2 = FloatVector.fromArray(SPECIES, b, bAt).fma(FloatVector.broadcast(SPECIES, a[aAt]), s2);
      aAt += aColumn;
      bAt += bRow;
      s3 = FloatVector.fromArray(SPECIES, b, bAt).fma(FloatVector.broadcast(SPECIES, a[aAt]), s3);
      aAt += aColumn;
      bAt += bRow;
    }
    for (; p < k; p++) {
      s0 = FloatVector.fromArray(SPECIES, b, bAt).fma(FloatVector.broadcast(SPECIES, a[aAt]), s0);
      aAt += aColumn;
      bAt += bRow;
    }
    s0 = s0.add(s1).add(s2.add(s3));
    if (accumulate) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, c, cOffset));
    }
    s0.intoArray(c, cOffset);
  }
}
