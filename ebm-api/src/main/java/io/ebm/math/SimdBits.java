package io.ebm.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Bits} with the Vector API. A bit becomes a lane of ones or zeros by shifting it to the
 * sign, differently in each lane, and then arithmetically down: masks made of words are slow on
 * Java 17.
 */
final class SimdBits implements BitKernels {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int L = INTS.length();
  private static final int M = LONGS.length();

  /** Lane k shifts bit k of an int, or of a long, to the sign. */
  private static final IntVector UP = IntVector.zero(INTS).addIndex(-1).add(31);

  private static final LongVector UP_LONG = LongVector.zero(LONGS).addIndex(-1).add(63);

  @Override
  public int sum(int n, long[] bits, int bitsOffset, int[] x, int xOffset) {
    IntVector s0 = IntVector.zero(INTS);
    IntVector s1 = s0;
    IntVector up = UP;
    int j = 0;
    for (; j <= n - 2 * L; j += 2 * L) {
      int w0 = (int) (bits[bitsOffset + (j >>> 6)] >>> j);
      int w1 = (int) (bits[bitsOffset + ((j + L) >>> 6)] >>> (j + L));
      s0 =
          IntVector.broadcast(INTS, w0)
              .lanewise(VectorOperators.LSHL, up)
              .lanewise(VectorOperators.ASHR, 31)
              .and(IntVector.fromArray(INTS, x, xOffset + j))
              .add(s0);
      s1 =
          IntVector.broadcast(INTS, w1)
              .lanewise(VectorOperators.LSHL, up)
              .lanewise(VectorOperators.ASHR, 31)
              .and(IntVector.fromArray(INTS, x, xOffset + j + L))
              .add(s1);
    }
    int sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    for (; j < n; j++) {
      sum += x[xOffset + j] & -(int) (bits[bitsOffset + (j >>> 6)] >>> j & 1);
    }
    return sum;
  }

  @Override
  public void sums(int rows, int n, long[] bits, int bitsOffset, int[] x, int stride, int[] out) {
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      fourSums(r, n, bits, bitsOffset, x, stride, out);
    }
    for (; r < rows; r++) {
      out[r] = sum(n, bits, bitsOffset, x, r * stride);
    }
  }

  private static void fourSums(
      int r, int n, long[] bits, int bitsOffset, int[] x, int stride, int[] out) {
    IntVector s0 = IntVector.zero(INTS);
    IntVector s1 = IntVector.zero(INTS);
    IntVector s2 = IntVector.zero(INTS);
    IntVector s3 = IntVector.zero(INTS);
    IntVector up = UP;
    int j = 0;
    for (; j <= n - L; j += L) {
      int at = r * stride + j;
      IntVector lanes =
          IntVector.broadcast(INTS, (int) (bits[bitsOffset + (j >>> 6)] >>> j))
              .lanewise(VectorOperators.LSHL, up)
              .lanewise(VectorOperators.ASHR, 31);
      s0 = lanes.and(IntVector.fromArray(INTS, x, at)).add(s0);
      s1 = lanes.and(IntVector.fromArray(INTS, x, at + stride)).add(s1);
      s2 = lanes.and(IntVector.fromArray(INTS, x, at + 2 * stride)).add(s2);
      s3 = lanes.and(IntVector.fromArray(INTS, x, at + 3 * stride)).add(s3);
    }
    int t0 = s0.reduceLanes(VectorOperators.ADD);
    int t1 = s1.reduceLanes(VectorOperators.ADD);
    int t2 = s2.reduceLanes(VectorOperators.ADD);
    int t3 = s3.reduceLanes(VectorOperators.ADD);
    for (; j < n; j++) {
      int at = r * stride + j;
      int lane = -(int) (bits[bitsOffset + (j >>> 6)] >>> j & 1);
      t0 += x[at] & lane;
      t1 += x[at + stride] & lane;
      t2 += x[at + 2 * stride] & lane;
      t3 += x[at + 3 * stride] & lane;
    }
    out[r] = t0;
    out[r + 1] = t1;
    out[r + 2] = t2;
    out[r + 3] = t3;
  }

  @Override
  public double sum(int n, long[] bits, int bitsOffset, double[] x, int xOffset) {
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = s0;
    LongVector up = UP_LONG;
    int j = 0;
    for (; j <= n - 2 * M; j += 2 * M) {
      long w0 = bits[bitsOffset + (j >>> 6)] >>> j;
      long w1 = bits[bitsOffset + ((j + M) >>> 6)] >>> (j + M);
      s0 =
          ((DoubleVector)
                  LongVector.broadcast(LONGS, w0)
                      .lanewise(VectorOperators.LSHL, up)
                      .lanewise(VectorOperators.ASHR, 63)
                      .and(
                          (LongVector)
                              DoubleVector.fromArray(DOUBLES, x, xOffset + j)
                                  .reinterpretShape(LONGS, 0))
                      .reinterpretShape(DOUBLES, 0))
              .add(s0);
      s1 =
          ((DoubleVector)
                  LongVector.broadcast(LONGS, w1)
                      .lanewise(VectorOperators.LSHL, up)
                      .lanewise(VectorOperators.ASHR, 63)
                      .and(
                          (LongVector)
                              DoubleVector.fromArray(DOUBLES, x, xOffset + j + M)
                                  .reinterpretShape(LONGS, 0))
                      .reinterpretShape(DOUBLES, 0))
              .add(s1);
    }
    double sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    for (; j < n; j++) {
      sum += (bits[bitsOffset + (j >>> 6)] >>> j & 1) != 0 ? x[xOffset + j] : 0;
    }
    return sum;
  }

  @Override
  public void addSigned(int n, int value, long[] bits, int bitsOffset, int[] x, int xOffset) {
    IntVector up = UP;
    IntVector twice = IntVector.broadcast(INTS, 2 * value);
    int j = 0;
    for (; j <= n - L; j += L) {
      IntVector.broadcast(INTS, (int) (bits[bitsOffset + (j >>> 6)] >>> j))
          .lanewise(VectorOperators.LSHL, up)
          .lanewise(VectorOperators.ASHR, 31)
          .and(twice)
          .sub(value)
          .add(IntVector.fromArray(INTS, x, xOffset + j))
          .intoArray(x, xOffset + j);
    }
    for (; j < n; j++) {
      int clear = (int) (bits[bitsOffset + (j >>> 6)] >>> j & 1) - 1;
      x[xOffset + j] += (value ^ clear) - clear;
    }
  }

  @Override
  public void unpack(
      int n, long[] bits, int bitsOffset, float low, float high, float[] x, int xOffset) {
    int lowBits = Float.floatToRawIntBits(low);
    IntVector differ = IntVector.broadcast(INTS, lowBits ^ Float.floatToRawIntBits(high));
    IntVector base = IntVector.broadcast(INTS, lowBits);
    IntVector up = UP;
    int j = 0;
    for (; j <= n - L; j += L) {
      ((FloatVector)
              IntVector.broadcast(INTS, (int) (bits[bitsOffset + (j >>> 6)] >>> j))
                  .lanewise(VectorOperators.LSHL, up)
                  .lanewise(VectorOperators.ASHR, 31)
                  .and(differ)
                  .lanewise(VectorOperators.XOR, base)
                  .reinterpretShape(FLOATS, 0))
          .intoArray(x, xOffset + j);
    }
    for (; j < n; j++) {
      x[xOffset + j] = (bits[bitsOffset + (j >>> 6)] >>> j & 1) != 0 ? high : low;
    }
  }
}
