package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix product: a tile of C, some rows by two vector registers, stays
 * in registers while k runs. Eight rows suit the 32 registers of AVX-512 and NEON, six the 16 of
 * AVX2; four and one take the rows that are left. {@link SimdWideTiles} has those by four
 * registers.
 *
 * <p>A is read an element at a time and B two registers at a time. What a core can start in a cycle
 * binds these loops as soon as it shares that with a neighbour, so they carry as little else as can
 * be: where rows of A are contiguous each has an index that the loop does not change, and the
 * compiler checks all of them once before the loop; where columns are, one check does for a column.
 * Each loop stands in one method: on Java 17 a vector that crosses a call which is not inlined is
 * boxed.
 */
final class SimdTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdTiles() {}

  /** 8 rows by two registers, of an A whose rows are contiguous. */
  static void rows8(
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
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c40 = zero;
    FloatVector c41 = zero;
    FloatVector c50 = zero;
    FloatVector c51 = zero;
    FloatVector c60 = zero;
    FloatVector c61 = zero;
    FloatVector c70 = zero;
    FloatVector c71 = zero;
    int a0 = aOffset;
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
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
      x = FloatVector.broadcast(SPECIES, a[a4 + p]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[a5 + p]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(SPECIES, a[a6 + p]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(SPECIES, a[a7 + p]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c40.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c41.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c40.intoArray(c, to);
      c41.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c50.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c51.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c50.intoArray(c, to);
      c51.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c60.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c61.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c60.intoArray(c, to);
      c61.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c70.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c71.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c70.intoArray(c, to);
      c71.intoArray(c, to + L);
    }
  }

  /** 8 rows by two registers, of an A whose columns are contiguous. */
  static void columns8(
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
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c40 = zero;
    FloatVector c41 = zero;
    FloatVector c50 = zero;
    FloatVector c51 = zero;
    FloatVector c60 = zero;
    FloatVector c61 = zero;
    FloatVector c70 = zero;
    FloatVector c71 = zero;
    int aAt = aOffset;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[aAt + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[aAt + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[aAt + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, a[aAt + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[aAt + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(SPECIES, a[aAt + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(SPECIES, a[aAt + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      aAt += aColumn;
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c40.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c41.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c40.intoArray(c, to);
      c41.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c50.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c51.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c50.intoArray(c, to);
      c51.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c60.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c61.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c60.intoArray(c, to);
      c61.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c70.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c71.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c70.intoArray(c, to);
      c71.intoArray(c, to + L);
    }
  }

  /**
   * 6 rows by two registers, of any A. With 16 registers the checks of each index do no harm, but
   * keep the compiler from loading more of A than there are registers for.
   */
  static void rows6(
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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c40 = zero;
    FloatVector c41 = zero;
    FloatVector c50 = zero;
    FloatVector c51 = zero;
    int a0 = aOffset;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      int at = a0;
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      a0 += aColumn;
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c40.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c41.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c40.intoArray(c, to);
      c41.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c50.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c51.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c50.intoArray(c, to);
      c51.intoArray(c, to + L);
    }
  }

  /** 4 rows by two registers, of any A. */
  static void rows4(
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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    int a0 = aOffset;
    int bAt = bOffset;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + L);
      int at = a0;
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      at += aRow;
      x = FloatVector.broadcast(SPECIES, a[at]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      a0 += aColumn;
      bAt += bRow;
    }
    int to = cOffset;
    if (accumulate) {
      c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c01.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c00.intoArray(c, to);
      c01.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c10.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c11.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c10.intoArray(c, to);
      c11.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c20.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c21.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c20.intoArray(c, to);
      c21.intoArray(c, to + L);
    }
    to += cRow;
    if (accumulate) {
      c30.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
      c31.add(FloatVector.fromArray(SPECIES, c, to + L)).intoArray(c, to + L);
    } else {
      c30.intoArray(c, to);
      c31.intoArray(c, to + L);
    }
  }

  /** One row by two registers; the even and the odd terms apart, to have four sums in flight. */
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
    FloatVector even0 = FloatVector.zero(SPECIES);
    FloatVector even1 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    int aAt = aOffset;
    int bAt = bOffset;
    int p = 0;
    for (; p + 1 < k; p += 2) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      even0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt), even0);
      even1 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + L), even1);
      x = FloatVector.broadcast(SPECIES, a[aAt + aColumn]);
      odd0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + bRow), odd0);
      odd1 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + bRow + L), odd1);
      aAt += 2 * aColumn;
      bAt += 2 * bRow;
    }
    if (p < k) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      even0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt), even0);
      even1 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + L), even1);
    }
    even0 = even0.add(odd0);
    even1 = even1.add(odd1);
    if (accumulate) {
      even0 = even0.add(FloatVector.fromArray(SPECIES, c, cOffset));
      even1 = even1.add(FloatVector.fromArray(SPECIES, c, cOffset + L));
    }
    even0.intoArray(c, cOffset);
    even1.intoArray(c, cOffset + L);
  }
}
