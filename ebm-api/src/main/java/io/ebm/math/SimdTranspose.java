package io.ebm.math;

import static jdk.incubator.vector.VectorOperators.BITWISE_BLEND;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of as many rows and columns as a register has lanes, in registers: the lanes
 * whose number has some bit change place with those of the row whose number has the other value of
 * that bit, for every bit in turn (Eklundh 1972, "A fast computer method for matrix transposing").
 *
 * <p>Registers are taken as integers, whose lanes are merged by one instruction on AVX-512.
 */
final class SimdTranspose implements TransposeKernel {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = FLOATS.length();

  // Of each bit of a lane's number: the shuffle that inverts it, and all bits of the lanes that
  // have it.
  static final VectorShuffle<Integer> SWAP_8 = swap(8);
  static final VectorShuffle<Integer> SWAP_4 = swap(4);
  static final VectorShuffle<Integer> SWAP_2 = swap(2);
  static final VectorShuffle<Integer> SWAP_1 = swap(1);
  static final IntVector HIGH_8 = high(8);
  static final IntVector HIGH_4 = high(4);
  static final IntVector HIGH_2 = high(2);
  static final IntVector HIGH_1 = high(1);

  private static VectorShuffle<Integer> swap(int bit) {
    return VectorShuffle.fromOp(INTS, lane -> (lane ^ bit) % L);
  }

  private static IntVector high(int bit) {
    int[] lanes = new int[L];
    for (int lane = 0; lane < L; lane++) {
      lanes[lane] = (lane & bit) != 0 ? -1 : 0;
    }
    return IntVector.fromArray(INTS, lanes, 0);
  }

  @Override
  public void transpose(
      int rows, int columns, float[] a, int aOffset, int lda, float[] out, int outOffset, int ldo) {
    int blockRows = L == 16 || L == 8 ? rows - rows % L : 0;
    int blockColumns = columns - columns % L;
    // Along the longer rows, so that the lines of the shorter ones stay in the cache.
    boolean alongA = lda >= ldo;
    int outer = alongA ? blockRows : blockColumns;
    int inner = alongA ? blockColumns : blockRows;
    for (int o = 0; o < outer; o += L) {
      for (int n = 0; n < inner; n += L) {
        int i = alongA ? o : n;
        int j = alongA ? n : o;
        int from = aOffset + i * lda + j;
        int to = outOffset + j * ldo + i;
        if (L == 16) {
          block16(a, from, lda, out, to, ldo);
        } else {
          block8(a, from, lda, out, to, ldo);
        }
      }
    }
    // What is left right of the blocks, and below them.
    ScalarTranspose.part(
        blockRows,
        columns - blockColumns,
        a,
        aOffset + blockColumns,
        lda,
        out,
        outOffset + blockColumns * ldo,
        ldo);
    ScalarTranspose.part(
        rows - blockRows,
        columns,
        a,
        aOffset + blockRows * lda,
        lda,
        out,
        outOffset + blockRows,
        ldo);
  }

  /** A block of 16 rows and columns; the register of each row becomes that of a column. */
  private static void block16(float[] a, int aAt, int lda, float[] out, int outAt, int ldo) {
    IntVector r0 = FloatVector.fromArray(FLOATS, a, aAt).reinterpretAsInts();
    IntVector r1 = FloatVector.fromArray(FLOATS, a, aAt + lda).reinterpretAsInts();
    IntVector r2 = FloatVector.fromArray(FLOATS, a, aAt + 2 * lda).reinterpretAsInts();
    IntVector r3 = FloatVector.fromArray(FLOATS, a, aAt + 3 * lda).reinterpretAsInts();
    IntVector r4 = FloatVector.fromArray(FLOATS, a, aAt + 4 * lda).reinterpretAsInts();
    IntVector r5 = FloatVector.fromArray(FLOATS, a, aAt + 5 * lda).reinterpretAsInts();
    IntVector r6 = FloatVector.fromArray(FLOATS, a, aAt + 6 * lda).reinterpretAsInts();
    IntVector r7 = FloatVector.fromArray(FLOATS, a, aAt + 7 * lda).reinterpretAsInts();
    IntVector r8 = FloatVector.fromArray(FLOATS, a, aAt + 8 * lda).reinterpretAsInts();
    IntVector r9 = FloatVector.fromArray(FLOATS, a, aAt + 9 * lda).reinterpretAsInts();
    IntVector r10 = FloatVector.fromArray(FLOATS, a, aAt + 10 * lda).reinterpretAsInts();
    IntVector r11 = FloatVector.fromArray(FLOATS, a, aAt + 11 * lda).reinterpretAsInts();
    IntVector r12 = FloatVector.fromArray(FLOATS, a, aAt + 12 * lda).reinterpretAsInts();
    IntVector r13 = FloatVector.fromArray(FLOATS, a, aAt + 13 * lda).reinterpretAsInts();
    IntVector r14 = FloatVector.fromArray(FLOATS, a, aAt + 14 * lda).reinterpretAsInts();
    IntVector r15 = FloatVector.fromArray(FLOATS, a, aAt + 15 * lda).reinterpretAsInts();

    IntVector s0 = r0.lanewise(BITWISE_BLEND, r8.rearrange(SWAP_8), HIGH_8);
    IntVector s8 = r0.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r8, HIGH_8);
    IntVector s1 = r1.lanewise(BITWISE_BLEND, r9.rearrange(SWAP_8), HIGH_8);
    IntVector s9 = r1.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r9, HIGH_8);
    IntVector s2 = r2.lanewise(BITWISE_BLEND, r10.rearrange(SWAP_8), HIGH_8);
    IntVector s10 = r2.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r10, HIGH_8);
    IntVector s3 = r3.lanewise(BITWISE_BLEND, r11.rearrange(SWAP_8), HIGH_8);
    IntVector s11 = r3.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r11, HIGH_8);
    IntVector s4 = r4.lanewise(BITWISE_BLEND, r12.rearrange(SWAP_8), HIGH_8);
    IntVector s12 = r4.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r12, HIGH_8);
    IntVector s5 = r5.lanewise(BITWISE_BLEND, r13.rearrange(SWAP_8), HIGH_8);
    IntVector s13 = r5.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r13, HIGH_8);
    IntVector s6 = r6.lanewise(BITWISE_BLEND, r14.rearrange(SWAP_8), HIGH_8);
    IntVector s14 = r6.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r14, HIGH_8);
    IntVector s7 = r7.lanewise(BITWISE_BLEND, r15.rearrange(SWAP_8), HIGH_8);
    IntVector s15 = r7.rearrange(SWAP_8).lanewise(BITWISE_BLEND, r15, HIGH_8);

    IntVector t0 = s0.lanewise(BITWISE_BLEND, s4.rearrange(SWAP_4), HIGH_4);
    IntVector t4 = s0.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s4, HIGH_4);
    IntVector t1 = s1.lanewise(BITWISE_BLEND, s5.rearrange(SWAP_4), HIGH_4);
    IntVector t5 = s1.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s5, HIGH_4);
    IntVector t2 = s2.lanewise(BITWISE_BLEND, s6.rearrange(SWAP_4), HIGH_4);
    IntVector t6 = s2.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s6, HIGH_4);
    IntVector t3 = s3.lanewise(BITWISE_BLEND, s7.rearrange(SWAP_4), HIGH_4);
    IntVector t7 = s3.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s7, HIGH_4);
    IntVector t8 = s8.lanewise(BITWISE_BLEND, s12.rearrange(SWAP_4), HIGH_4);
    IntVector t12 = s8.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s12, HIGH_4);
    IntVector t9 = s9.lanewise(BITWISE_BLEND, s13.rearrange(SWAP_4), HIGH_4);
    IntVector t13 = s9.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s13, HIGH_4);
    IntVector t10 = s10.lanewise(BITWISE_BLEND, s14.rearrange(SWAP_4), HIGH_4);
    IntVector t14 = s10.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s14, HIGH_4);
    IntVector t11 = s11.lanewise(BITWISE_BLEND, s15.rearrange(SWAP_4), HIGH_4);
    IntVector t15 = s11.rearrange(SWAP_4).lanewise(BITWISE_BLEND, s15, HIGH_4);

    IntVector u0 = t0.lanewise(BITWISE_BLEND, t2.rearrange(SWAP_2), HIGH_2);
    IntVector u2 = t0.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t2, HIGH_2);
    IntVector u1 = t1.lanewise(BITWISE_BLEND, t3.rearrange(SWAP_2), HIGH_2);
    IntVector u3 = t1.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t3, HIGH_2);
    IntVector u4 = t4.lanewise(BITWISE_BLEND, t6.rearrange(SWAP_2), HIGH_2);
    IntVector u6 = t4.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t6, HIGH_2);
    IntVector u5 = t5.lanewise(BITWISE_BLEND, t7.rearrange(SWAP_2), HIGH_2);
    IntVector u7 = t5.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t7, HIGH_2);
    IntVector u8 = t8.lanewise(BITWISE_BLEND, t10.rearrange(SWAP_2), HIGH_2);
    IntVector u10 = t8.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t10, HIGH_2);
    IntVector u9 = t9.lanewise(BITWISE_BLEND, t11.rearrange(SWAP_2), HIGH_2);
    IntVector u11 = t9.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t11, HIGH_2);
    IntVector u12 = t12.lanewise(BITWISE_BLEND, t14.rearrange(SWAP_2), HIGH_2);
    IntVector u14 = t12.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t14, HIGH_2);
    IntVector u13 = t13.lanewise(BITWISE_BLEND, t15.rearrange(SWAP_2), HIGH_2);
    IntVector u15 = t13.rearrange(SWAP_2).lanewise(BITWISE_BLEND, t15, HIGH_2);

    IntVector v0 = u0.lanewise(BITWISE_BLEND, u1.rearrange(SWAP_1), HIGH_1);
    IntVector v1 = u0.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u1, HIGH_1);
    IntVector v2 = u2.lanewise(BITWISE_BLEND, u3.rearrange(SWAP_1), HIGH_1);
    IntVector v3 = u2.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u3, HIGH_1);
    IntVector v4 = u4.lanewise(BITWISE_BLEND, u5.rearrange(SWAP_1), HIGH_1);
    IntVector v5 = u4.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u5, HIGH_1);
    IntVector v6 = u6.lanewise(BITWISE_BLEND, u7.rearrange(SWAP_1), HIGH_1);
    IntVector v7 = u6.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u7, HIGH_1);
    IntVector v8 = u8.lanewise(BITWISE_BLEND, u9.rearrange(SWAP_1), HIGH_1);
    IntVector v9 = u8.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u9, HIGH_1);
    IntVector v10 = u10.lanewise(BITWISE_BLEND, u11.rearrange(SWAP_1), HIGH_1);
    IntVector v11 = u10.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u11, HIGH_1);
    IntVector v12 = u12.lanewise(BITWISE_BLEND, u13.rearrange(SWAP_1), HIGH_1);
    IntVector v13 = u12.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u13, HIGH_1);
    IntVector v14 = u14.lanewise(BITWISE_BLEND, u15.rearrange(SWAP_1), HIGH_1);
    IntVector v15 = u14.rearrange(SWAP_1).lanewise(BITWISE_BLEND, u15, HIGH_1);

    v0.reinterpretAsFloats().intoArray(out, outAt);
    v1.reinterpretAsFloats().intoArray(out, outAt + ldo);
    v2.reinterpretAsFloats().intoArray(out, outAt + 2 * ldo);
    v3.reinterpretAsFloats().intoArray(out, outAt + 3 * ldo);
    v4.reinterpretAsFloats().intoArray(out, outAt + 4 * ldo);
    v5.reinterpretAsFloats().intoArray(out, outAt + 5 * ldo);
    v6.reinterpretAsFloats().intoArray(out, outAt + 6 * ldo);
    v7.reinterpretAsFloats().intoArray(out, outAt + 7 * ldo);
    v8.reinterpretAsFloats().intoArray(out, outAt + 8 * ldo);
    v9.reinterpretAsFloats().intoArray(out, outAt + 9 * ldo);
    v10.reinterpretAsFloats().intoArray(out, outAt + 10 * ldo);
    v11.reinterpretAsFloats().intoArray(out, outAt + 11 * ldo);
    v12.reinterpretAsFloats().intoArray(out, outAt + 12 * ldo);
    v13.reinterpretAsFloats().intoArray(out, outAt + 13 * ldo);
    v14.reinterpretAsFloats().intoArray(out, outAt + 14 * ldo);
    v15.reinterpretAsFloats().intoArray(out, outAt + 15 * ldo);
  }

  /** A block of 8 rows and columns; the register of each row becomes that of a column. */
  private static void block8(float[] a, int aAt, int lda, float[] out, int outAt, int ldo) {
    IntVector r0 = FloatVector.fromArray(FLOATS, a, aAt).reinterpretAsInts();
    IntVector r1 = FloatVector.fromArray(FLOATS, a, aAt + lda).reinterpretAsInts();
    IntVector r2 = FloatVector.fromArray(FLOATS, a, aAt + 2 * lda).reinterpretAsInts();
    IntVector r3 = FloatVector.fromArray(FLOATS, a, aAt + 3 * lda).reinterpretAsInts();
    IntVector r4 = FloatVector.fromArray(FLOATS, a, aAt + 4 * lda).reinterpretAsInts();
    IntVector r5 = FloatVector.fromArray(FLOATS, a, aAt + 5 * lda).reinterpretAsInts();
    IntVector r6 = FloatVector.fromArray(FLOATS, a, aAt + 6 * lda).reinterpretAsInts();
    IntVector r7 = FloatVector.fromArray(FLOATS, a, aAt + 7 * lda).reinterpretAsInts();

    IntVector s0 = r0.lanewise(BITWISE_BLEND, r4.rearrange(SWAP_4), HIGH_4);
    IntVector s4 = r0.rearrange(SWAP_4).lanewise(BITWISE_BLEND, r4, HIGH_4);
    IntVector s1 = r1.lanewise(BITWISE_BLEND, r5.rearrange(SWAP_4), HIGH_4);
    IntVector s5 = r1.rearrange(SWAP_4).lanewise(BITWISE_BLEND, r5, HIGH_4);
    IntVector s2 = r2.lanewise(BITWISE_BLEND, r6.rearrange(SWAP_4), HIGH_4);
    IntVector s6 = r2.rearrange(SWAP_4).lanewise(BITWISE_BLEND, r6, HIGH_4);
    IntVector s3 = r3.lanewise(BITWISE_BLEND, r7.rearrange(SWAP_4), HIGH_4);
    IntVector s7 = r3.rearrange(SWAP_4).lanewise(BITWISE_BLEND, r7, HIGH_4);

    IntVector t0 = s0.lanewise(BITWISE_BLEND, s2.rearrange(SWAP_2), HIGH_2);
    IntVector t2 = s0.rearrange(SWAP_2).lanewise(BITWISE_BLEND, s2, HIGH_2);
    IntVector t1 = s1.lanewise(BITWISE_BLEND, s3.rearrange(SWAP_2), HIGH_2);
    IntVector t3 = s1.rearrange(SWAP_2).lanewise(BITWISE_BLEND, s3, HIGH_2);
    IntVector t4 = s4.lanewise(BITWISE_BLEND, s6.rearrange(SWAP_2), HIGH_2);
    IntVector t6 = s4.rearrange(SWAP_2).lanewise(BITWISE_BLEND, s6, HIGH_2);
    IntVector t5 = s5.lanewise(BITWISE_BLEND, s7.rearrange(SWAP_2), HIGH_2);
    IntVector t7 = s5.rearrange(SWAP_2).lanewise(BITWISE_BLEND, s7, HIGH_2);

    IntVector u0 = t0.lanewise(BITWISE_BLEND, t1.rearrange(SWAP_1), HIGH_1);
    IntVector u1 = t0.rearrange(SWAP_1).lanewise(BITWISE_BLEND, t1, HIGH_1);
    IntVector u2 = t2.lanewise(BITWISE_BLEND, t3.rearrange(SWAP_1), HIGH_1);
    IntVector u3 = t2.rearrange(SWAP_1).lanewise(BITWISE_BLEND, t3, HIGH_1);
    IntVector u4 = t4.lanewise(BITWISE_BLEND, t5.rearrange(SWAP_1), HIGH_1);
    IntVector u5 = t4.rearrange(SWAP_1).lanewise(BITWISE_BLEND, t5, HIGH_1);
    IntVector u6 = t6.lanewise(BITWISE_BLEND, t7.rearrange(SWAP_1), HIGH_1);
    IntVector u7 = t6.rearrange(SWAP_1).lanewise(BITWISE_BLEND, t7, HIGH_1);

    u0.reinterpretAsFloats().intoArray(out, outAt);
    u1.reinterpretAsFloats().intoArray(out, outAt + ldo);
    u2.reinterpretAsFloats().intoArray(out, outAt + 2 * ldo);
    u3.reinterpretAsFloats().intoArray(out, outAt + 3 * ldo);
    u4.reinterpretAsFloats().intoArray(out, outAt + 4 * ldo);
    u5.reinterpretAsFloats().intoArray(out, outAt + 5 * ldo);
    u6.reinterpretAsFloats().intoArray(out, outAt + 6 * ldo);
    u7.reinterpretAsFloats().intoArray(out, outAt + 7 * ldo);
  }
}
