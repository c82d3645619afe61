package io.ebm.math;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BITWISE_BLEND;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products {@code A · Bᵀ} with few rows or few columns, as inner products. Short rows are taken
 * eight at a time: the sums of eight rows stay in a register each, and their lanes are added up by
 * twos, which leaves one register with a sum a lane.
 *
 * <p>Registers are merged as integers, as in {@link SimdTranspose}, and all stands written out, so
 * that no vector crosses a call.
 */
final class SimdInnerProducts {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** Rows at a time. */
  private static final int ROWS = 8;

  private SimdInnerProducts() {}

  /** {@code C = A · Bᵀ} for few rows or columns. */
  static void nt(
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
    try (Scratch scratch = Scratch.open()) {
      if (m <= n && suits(n, k)) {
        float[] sums = scratch.floats(n + ROWS);
        for (int i = 0; i < m; i++) {
          eights(n, k, a, aOffset + i * lda, b, bOffset, ldb, sums);
          put(n, sums, c, cOffset + i * ldc, 1, accumulate);
        }
        return;
      }
      if (suits(m, k)) {
        float[] sums = scratch.floats(m + ROWS);
        for (int j = 0; j < n; j++) {
          eights(m, k, b, bOffset + j * ldb, a, aOffset, lda, sums);
          put(m, sums, c, cOffset + j, ldc, accumulate);
        }
        return;
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = one(k, a, aOffset + i * lda, b, bOffset + j * ldb);
        int to = cOffset + i * ldc + j;
        c[to] = accumulate ? c[to] + sum : sum;
      }
    }
  }

  private static void put(int n, float[] sums, float[] c, int cAt, int step, boolean accumulate) {
    for (int j = 0; j < n; j++) {
      int to = cAt + j * step;
      c[to] = accumulate ? c[to] + sums[j] : sums[j];
    }
  }

  private static float one(int k, float[] a, int aAt, float[] b, int bAt) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int p = 0;
    for (; p <= k - 4 * L; p += 4 * L) {
      int x = aAt + p;
      int y = bAt + p;
      s0 = FloatVector.fromArray(SPECIES, a, x).fma(FloatVector.fromArray(SPECIES, b, y), s0);
      x += L;
      y += L;
      s1 = FloatVector.fromArray(SPECIES, a, x).fma(FloatVector.fromArray(SPECIES, b, y), s1);
      x += L;
      y += L;
      s2 = FloatVector.fromArray(SPECIES, a, x).fma(FloatVector.fromArray(SPECIES, b, y), s2);
      x += L;
      y += L;
      s3 = FloatVector.fromArray(SPECIES, a, x).fma(FloatVector.fromArray(SPECIES, b, y), s3);
    }
    for (; p <= k - L; p += L) {
      s0 =
          FloatVector.fromArray(SPECIES, a, aAt + p)
              .fma(FloatVector.fromArray(SPECIES, b, bAt + p), s0);
    }
    float tail = 0;
    for (; p < k; p++) {
      tail += a[aAt + p] * b[bAt + p];
    }
    return tail + s0.add(s1).add(s2.add(s3)).reduceLanes(ADD);
  }

  /** Whether it is for so many rows of so many elements; long ones are faster one by one. */
  private static boolean suits(int rows, int k) {
    return rows >= ROWS && k >= L && k <= 8 * L && (L == 16 || L == 8);
  }

  /**
   * {@code out[j] = Σ_p x[p] y[j][p]}, where {@link #suits}.
   *
   * @param n rows of y
   * @param out has room for {@link #ROWS} elements more, which are overwritten
   */
  private static void eights(
      int n, int k, float[] x, int xAt, float[] y, int yAt, int ldy, float[] out) {
    int whole = k - k % L;
    int rest = k - whole;
    try (Scratch scratch = Scratch.open()) {
      // The last elements stand behind some that are done, which count nothing.
      float[] last = scratch.floats(L);
      int[] kept = scratch.ints(L);
      for (int lane = 0; lane < L; lane++) {
        boolean own = lane >= L - rest;
        last[lane] = own ? x[xAt + k - L + lane] : 0;
        kept[lane] = own ? -1 : 0;
      }
      for (int j = 0; j < n; j += ROWS) {
        int first = Math.min(j, n - ROWS);
        eight(whole, rest, x, xAt, last, kept, y, yAt + first * ldy, ldy, out, first);
      }
    }
  }

  private static void eight(
      int whole,
      int rest,
      float[] x,
      int xAt,
      float[] last,
      int[] kept,
      float[] y,
      int y0,
      int ldy,
      float[] out,
      int outAt) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int y1 = y0 + ldy;
    int y2 = y1 + ldy;
    int y3 = y2 + ldy;
    int y4 = y3 + ldy;
    int y5 = y4 + ldy;
    int y6 = y5 + ldy;
    int y7 = y6 + ldy;
    for (int p = 0; p < whole; p += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + p);
      s0 = FloatVector.fromArray(SPECIES, y, y0 + p).fma(v, s0);
      s1 = FloatVector.fromArray(SPECIES, y, y1 + p).fma(v, s1);
      s2 = FloatVector.fromArray(SPECIES, y, y2 + p).fma(v, s2);
      s3 = FloatVector.fromArray(SPECIES, y, y3 + p).fma(v, s3);
      s4 = FloatVector.fromArray(SPECIES, y, y4 + p).fma(v, s4);
      s5 = FloatVector.fromArray(SPECIES, y, y5 + p).fma(v, s5);
      s6 = FloatVector.fromArray(SPECIES, y, y6 + p).fma(v, s6);
      s7 = FloatVector.fromArray(SPECIES, y, y7 + p).fma(v, s7);
    }
    if (rest > 0) {
      int p = whole + rest - L;
      FloatVector v = FloatVector.fromArray(SPECIES, last, 0);
      IntVector mask = IntVector.fromArray(INTS, kept, 0);
      IntVector e0 = FloatVector.fromArray(SPECIES, y, y0 + p).reinterpretAsInts();
      IntVector e1 = FloatVector.fromArray(SPECIES, y, y1 + p).reinterpretAsInts();
      IntVector e2 = FloatVector.fromArray(SPECIES, y, y2 + p).reinterpretAsInts();
      IntVector e3 = FloatVector.fromArray(SPECIES, y, y3 + p).reinterpretAsInts();
      IntVector e4 = FloatVector.fromArray(SPECIES, y, y4 + p).reinterpretAsInts();
      IntVector e5 = FloatVector.fromArray(SPECIES, y, y5 + p).reinterpretAsInts();
      IntVector e6 = FloatVector.fromArray(SPECIES, y, y6 + p).reinterpretAsInts();
      IntVector e7 = FloatVector.fromArray(SPECIES, y, y7 + p).reinterpretAsInts();
      s0 = e0.and(mask).reinterpretAsFloats().fma(v, s0);
      s1 = e1.and(mask).reinterpretAsFloats().fma(v, s1);
      s2 = e2.and(mask).reinterpretAsFloats().fma(v, s2);
      s3 = e3.and(mask).reinterpretAsFloats().fma(v, s3);
      s4 = e4.and(mask).reinterpretAsFloats().fma(v, s4);
      s5 = e5.and(mask).reinterpretAsFloats().fma(v, s5);
      s6 = e6.and(mask).reinterpretAsFloats().fma(v, s6);
      s7 = e7.and(mask).reinterpretAsFloats().fma(v, s7);
    }
    IntVector r0 = s0.reinterpretAsInts();
    IntVector r1 = s1.reinterpretAsInts();
    IntVector r2 = s2.reinterpretAsInts();
    IntVector r3 = s3.reinterpretAsInts();
    IntVector r4 = s4.reinterpretAsInts();
    IntVector r5 = s5.reinterpretAsInts();
    IntVector r6 = s6.reinterpretAsInts();
    IntVector r7 = s7.reinterpretAsInts();
    IntVector t0Low = r0.lanewise(BITWISE_BLEND, r1, SimdTranspose.HIGH_1);
    IntVector t0High =
        r1.lanewise(BITWISE_BLEND, r0, SimdTranspose.HIGH_1).rearrange(SimdTranspose.SWAP_1);
    IntVector t0 =
        t0Low.reinterpretAsFloats().add(t0High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector t1Low = r2.lanewise(BITWISE_BLEND, r3, SimdTranspose.HIGH_1);
    IntVector t1High =
        r3.lanewise(BITWISE_BLEND, r2, SimdTranspose.HIGH_1).rearrange(SimdTranspose.SWAP_1);
    IntVector t1 =
        t1Low.reinterpretAsFloats().add(t1High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector t2Low = r4.lanewise(BITWISE_BLEND, r5, SimdTranspose.HIGH_1);
    IntVector t2High =
        r5.lanewise(BITWISE_BLEND, r4, SimdTranspose.HIGH_1).rearrange(SimdTranspose.SWAP_1);
    IntVector t2 =
        t2Low.reinterpretAsFloats().add(t2High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector t3Low = r6.lanewise(BITWISE_BLEND, r7, SimdTranspose.HIGH_1);
    IntVector t3High =
        r7.lanewise(BITWISE_BLEND, r6, SimdTranspose.HIGH_1).rearrange(SimdTranspose.SWAP_1);
    IntVector t3 =
        t3Low.reinterpretAsFloats().add(t3High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector u0Low = t0.lanewise(BITWISE_BLEND, t1, SimdTranspose.HIGH_2);
    IntVector u0High =
        t1.lanewise(BITWISE_BLEND, t0, SimdTranspose.HIGH_2).rearrange(SimdTranspose.SWAP_2);
    IntVector u0 =
        u0Low.reinterpretAsFloats().add(u0High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector u1Low = t2.lanewise(BITWISE_BLEND, t3, SimdTranspose.HIGH_2);
    IntVector u1High =
        t3.lanewise(BITWISE_BLEND, t2, SimdTranspose.HIGH_2).rearrange(SimdTranspose.SWAP_2);
    IntVector u1 =
        u1Low.reinterpretAsFloats().add(u1High.reinterpretAsFloats()).reinterpretAsInts();
    IntVector v0Low = u0.lanewise(BITWISE_BLEND, u1, SimdTranspose.HIGH_4);
    IntVector v0High =
        u1.lanewise(BITWISE_BLEND, u0, SimdTranspose.HIGH_4).rearrange(SimdTranspose.SWAP_4);
    IntVector v0 =
        v0Low.reinterpretAsFloats().add(v0High.reinterpretAsFloats()).reinterpretAsInts();
    FloatVector sums = v0.reinterpretAsFloats();
    if (L == 16) {
      sums = sums.add(v0.rearrange(SimdTranspose.SWAP_8).reinterpretAsFloats());
    }
    sums.intoArray(out, outAt);
  }
}
