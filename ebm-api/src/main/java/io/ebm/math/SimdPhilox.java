package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The fills of {@link Philox} with the Vector API. Each lane of 64 bits computes a block of its
 * own, a word of it standing in the lower half; a group is as many blocks as a register has such
 * lanes. Fills go through working memory group by group, so that the last, partial group is
 * computed like the others and an element does not depend on the length of the fill.
 */
final class SimdPhilox implements PhiloxKernels {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int L = FLOATS.length();
  private static final int BLOCKS = LONGS.length();
  private static final int GROUP = 4 * BLOCKS;
  private static final int CHUNK = 16 * GROUP;
  private static final long LOW = 0xffffffffL;
  private static final int INTEGER_FLOAT = 0x4b000000; // the bits of 2^23
  private static final int MAGIC_BITS = Float.floatToRawIntBits(FloatMath.MAGIC);

  private static final long[] LANES = new long[BLOCKS];
  private static final VectorShuffle<Long> FIRST;
  private static final VectorShuffle<Long> SECOND;
  private static final VectorMask<Long> ODD;

  static {
    boolean[] odd = new boolean[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      LANES[i] = i;
      odd[i] = i % 2 == 1;
    }
    FIRST = VectorShuffle.fromOp(LONGS, i -> i / 2);
    SECOND = VectorShuffle.fromOp(LONGS, i -> BLOCKS / 2 + i / 2);
    ODD = VectorMask.fromArray(LONGS, odd, 0);
  }

  @Override
  public void fillBits(long key, long high, long low, long[] out, int offset, int count) {
    int half = (count + 1) / 2;
    int whole = count / 2 / BLOCKS * BLOCKS;
    LongVector m0 = LongVector.broadcast(LONGS, 0xD2511F53L);
    LongVector m1 = LongVector.broadcast(LONGS, 0xCD9E8D57L);
    LongVector lanes = LongVector.fromArray(LONGS, LANES, 0);
    for (int i = 0; i < whole; i += BLOCKS) {
      LongVector counter = lanes.add(low + i);
      LongVector c0 = counter.and(LOW);
      LongVector c1 = counter.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = LongVector.broadcast(LONGS, high & LOW);
      LongVector c3 = LongVector.broadcast(LONGS, high >>> 32);
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      for (int round = 0; round < 10; round++) {
        LongVector p0 = c0.mul(m0);
        LongVector p1 = c2.mul(m1);
        c0 = p1.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1);
        c0 = c0.lanewise(VectorOperators.XOR, k0 & LOW);
        c1 = p1.and(LOW);
        c2 = p0.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3);
        c2 = c2.lanewise(VectorOperators.XOR, k1 & LOW);
        c3 = p0.and(LOW);
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
      }
      c0.or(c2.lanewise(VectorOperators.LSHL, 32)).intoArray(out, offset + i);
      c1.or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(out, offset + half + i);
    }
    ScalarPhilox.fillBits(key, high, low, out, offset, count, whole);
  }

  @Override
  public void fillUniform(long key, long high, long low, float[] out, int offset, int count) {
    try (Scratch scratch = Scratch.open()) {
      int[] words = scratch.ints(CHUNK);
      float[] floats = scratch.floats(CHUNK);
      for (int i = 0; i < count; i += CHUNK) {
        int length = Math.min(CHUNK, count - i);
        int padded = (length + GROUP - 1) / GROUP * GROUP;
        words(key, high, low + i / 4, padded, words);
        if (padded == length) {
          uniforms(padded, words, out, offset + i);
        } else {
          uniforms(padded, words, floats, 0);
          System.arraycopy(floats, 0, out, offset + i, length);
        }
      }
    }
  }

  @Override
  public void fillGaussian(long key, long high, long low, float[] out, int offset, int count) {
    try (Scratch scratch = Scratch.open()) {
      int[] words = scratch.ints(CHUNK);
      float[] floats = scratch.floats(CHUNK);
      for (int i = 0; i < count; i += CHUNK) {
        int length = Math.min(CHUNK, count - i);
        int padded = (length + GROUP - 1) / GROUP * GROUP;
        words(key, high, low + i / 4, padded, words);
        if (padded == length) {
          gaussians(padded, words, out, offset + i);
        } else {
          gaussians(padded, words, floats, 0);
          System.arraycopy(floats, 0, out, offset + i, length);
        }
      }
    }
  }

  @Override
  public void fillBernoulli(
      long key,
      long high,
      long low,
      float[] probabilities,
      int probabilityOffset,
      float[] out,
      int offset,
      int count) {
    try (Scratch scratch = Scratch.open()) {
      float[] uniforms = scratch.floats(CHUNK);
      for (int i = 0; i < count; i += CHUNK) {
        int length = Math.min(CHUNK, count - i);
        fillUniform(key, high, low + i / 4, uniforms, 0, length);
        below(length, uniforms, probabilities, probabilityOffset + i, out, offset + i);
      }
    }
  }

  /** 1 where a uniform number is below a probability, else 0; a branch would be mispredicted. */
  private static void below(
      int count, float[] uniforms, float[] probabilities, int at, float[] out, int offset) {
    FloatVector zero = FloatVector.zero(FLOATS);
    int j = 0;
    for (; j <= count - L; j += L) {
      FloatVector u = FloatVector.fromArray(FLOATS, uniforms, j);
      FloatVector p = FloatVector.fromArray(FLOATS, probabilities, at + j);
      zero.blend(1f, u.compare(VectorOperators.LT, p)).intoArray(out, offset + j);
    }
    for (; j < count; j++) {
      out[offset + j] = uniforms[j] < probabilities[at + j] ? 1f : 0f;
    }
  }

  /**
   * Computes {@code count} words, a whole number of groups. Of each group, the first register holds
   * words 0 and 2 of its blocks, block after block, and the second register words 1 and 3.
   */
  private static void words(long key, long high, long low, int count, int[] out) {
    LongVector m0 = LongVector.broadcast(LONGS, 0xD2511F53L);
    LongVector m1 = LongVector.broadcast(LONGS, 0xCD9E8D57L);
    LongVector lanes = LongVector.fromArray(LONGS, LANES, 0);
    for (int i = 0; i < count; i += GROUP) {
      LongVector counter = lanes.add(low + i / 4);
      LongVector c0 = counter.and(LOW);
      LongVector c1 = counter.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = LongVector.broadcast(LONGS, high & LOW);
      LongVector c3 = LongVector.broadcast(LONGS, high >>> 32);
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      for (int round = 0; round < 10; round++) {
        LongVector p0 = c0.mul(m0);
        LongVector p1 = c2.mul(m1);
        c0 = p1.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1);
        c0 = c0.lanewise(VectorOperators.XOR, k0 & LOW);
        c1 = p1.and(LOW);
        c2 = p0.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3);
        c2 = c2.lanewise(VectorOperators.XOR, k1 & LOW);
        c3 = p0.and(LOW);
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
      }
      ((IntVector) c0.or(c2.lanewise(VectorOperators.LSHL, 32)).reinterpretShape(INTS, 0))
          .intoArray(out, i);
      ((IntVector) c1.or(c3.lanewise(VectorOperators.LSHL, 32)).reinterpretShape(INTS, 0))
          .intoArray(out, i + L);
    }
  }

  /** Puts a group's words in order as floats in [0, 1): the upper 24 bits of each. */
  private static void uniforms(int count, int[] words, float[] out, int offset) {
    for (int i = 0; i < count; i += GROUP) {
      // 24 bits in two steps, for want of a fast conversion: 12 as the bits of an integer float
      // each
      IntVector w = IntVector.fromArray(INTS, words, i);
      FloatVector upper =
          (FloatVector)
              w.lanewise(VectorOperators.LSHR, 20).or(INTEGER_FLOAT).reinterpretShape(FLOATS, 0);
      FloatVector lower =
          (FloatVector)
              w.lanewise(VectorOperators.LSHR, 8)
                  .and(0xfff)
                  .or(INTEGER_FLOAT)
                  .reinterpretShape(FLOATS, 0);
      FloatVector even = upper.sub(0x1p23f).mul(0x1p-12f).add(lower.sub(0x1p23f).mul(0x1p-24f));
      w = IntVector.fromArray(INTS, words, i + L);
      upper =
          (FloatVector)
              w.lanewise(VectorOperators.LSHR, 20).or(INTEGER_FLOAT).reinterpretShape(FLOATS, 0);
      lower =
          (FloatVector)
              w.lanewise(VectorOperators.LSHR, 8)
                  .and(0xfff)
                  .or(INTEGER_FLOAT)
                  .reinterpretShape(FLOATS, 0);
      FloatVector odd = upper.sub(0x1p23f).mul(0x1p-12f).add(lower.sub(0x1p23f).mul(0x1p-24f));
      even.intoArray(out, offset + i);
      odd.intoArray(out, offset + i + L);
    }
    interleave(count, out, offset);
  }

  /**
   * Box and Muller's transform of a group's words; see {@link ScalarPhilox} for the steps. It is
   * several methods, as in one so long Java 17 loses sight of the vectors' types now and then and
   * makes objects of them.
   */
  private static void gaussians(int count, int[] words, float[] out, int offset) {
    radii(count, words, out, offset);
    turn(count, words, out, offset);
    interleave(count, out, offset);
  }

  /** The radius of each pair, to the first half of its group. */
  private static void radii(int count, int[] words, float[] out, int offset) {
    FloatVector l0 = FloatVector.broadcast(FLOATS, FloatMath.L0);
    FloatVector l1 = FloatVector.broadcast(FLOATS, FloatMath.L1);
    FloatVector l2 = FloatVector.broadcast(FLOATS, FloatMath.L2);
    FloatVector l3 = FloatVector.broadcast(FLOATS, FloatMath.L3);
    FloatVector l4 = FloatVector.broadcast(FLOATS, FloatMath.L4);
    FloatVector l5 = FloatVector.broadcast(FLOATS, FloatMath.L5);
    FloatVector minusHalf = FloatVector.broadcast(FLOATS, -0.5f);
    FloatVector ln2 = FloatVector.broadcast(FLOATS, -2 * FloatMath.LN2);
    for (int i = 0; i < count; i += GROUP) {
      IntVector w = IntVector.fromArray(INTS, words, i);
      FloatVector upper =
          ((FloatVector)
                  w.lanewise(VectorOperators.LSHR, 16)
                      .or(INTEGER_FLOAT)
                      .reinterpretShape(FLOATS, 0))
              .sub(0x1p23f);
      FloatVector lower =
          ((FloatVector) w.and(0xffff).or(INTEGER_FLOAT).reinterpretShape(FLOATS, 0))
              .sub(0x1p23f - 0.5f);
      IntVector bits =
          (IntVector)
              upper.fma(FloatVector.broadcast(FLOATS, 0x1p16f), lower).reinterpretShape(INTS, 0);
      IntVector exponent = bits.sub(FloatMath.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
      FloatVector f =
          ((FloatVector)
                  bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretShape(FLOATS, 0))
              .sub(1f);
      FloatVector e =
          ((FloatVector) exponent.add(MAGIC_BITS - 32).reinterpretShape(FLOATS, 0))
              .sub(FloatMath.MAGIC);
      FloatVector p = f.fma(FloatMath.L7, FloatMath.L6).fma(f, l5).fma(f, l4).fma(f, l3);
      p = p.fma(f, l2).fma(f, l1).fma(f, l0);
      FloatVector log = f.mul(f).fma(p.fma(f, minusHalf), f);
      e.fma(ln2, log.mul(-2f)).lanewise(VectorOperators.SQRT).intoArray(out, offset + i);
    }
  }

  /** From radii to the pairs. */
  private static void turn(int count, int[] words, float[] out, int offset) {
    FloatVector s0 = FloatVector.broadcast(FLOATS, FloatMath.S0);
    FloatVector c0 = FloatVector.broadcast(FLOATS, FloatMath.C0);
    FloatVector minusHalf = FloatVector.broadcast(FLOATS, -0.5f);
    for (int i = 0; i < count; i += GROUP) {
      FloatVector radius = FloatVector.fromArray(FLOATS, out, offset + i);
      IntVector turn = IntVector.fromArray(INTS, words, i + L);
      IntVector quadrant = turn.add(0x20000000);
      IntVector rest =
          turn.sub(quadrant.and(0xc0000000)).lanewise(VectorOperators.ASHR, 7).add(MAGIC_BITS);
      FloatVector angle =
          ((FloatVector) rest.reinterpretShape(FLOATS, 0)).sub(FloatMath.MAGIC).mul(FloatMath.TURN);
      FloatVector q = angle.mul(angle);
      FloatVector sine = q.fma(FloatMath.S2, FloatMath.S1).fma(q, s0).fma(angle.mul(q), angle);
      FloatVector cosine =
          q.fma(FloatMath.C2, FloatMath.C1).fma(q, c0).fma(q, minusHalf).mul(q).add(1f);
      // In odd quadrants sine and cosine change places; then the signs.
      IntVector a = (IntVector) cosine.reinterpretShape(INTS, 0);
      IntVector b = (IntVector) sine.reinterpretShape(INTS, 0);
      IntVector twice = quadrant.lanewise(VectorOperators.LSHL, 1);
      IntVector swap =
          a.lanewise(VectorOperators.XOR, b).and(twice.lanewise(VectorOperators.ASHR, 31));
      IntVector sign = quadrant.lanewise(VectorOperators.XOR, twice).and(0x80000000);
      FloatVector even =
          ((FloatVector)
                  a.lanewise(VectorOperators.XOR, swap)
                      .lanewise(VectorOperators.XOR, sign)
                      .reinterpretShape(FLOATS, 0))
              .mul(radius);
      FloatVector odd =
          ((FloatVector)
                  b.lanewise(VectorOperators.XOR, swap)
                      .lanewise(VectorOperators.XOR, quadrant.and(0x80000000))
                      .reinterpretShape(FLOATS, 0))
              .mul(radius);
      even.intoArray(out, offset + i);
      odd.intoArray(out, offset + i + L);
    }
  }

  /** Lanes of the first half of each group and of the second, by turns. */
  private static void interleave(int count, float[] out, int offset) {
    for (int i = 0; i < count; i += GROUP) {
      LongVector g0 =
          (LongVector) FloatVector.fromArray(FLOATS, out, offset + i).reinterpretShape(LONGS, 0);
      LongVector g1 =
          (LongVector)
              FloatVector.fromArray(FLOATS, out, offset + i + L).reinterpretShape(LONGS, 0);
      LongVector x = g0.and(LOW).or(g1.lanewise(VectorOperators.LSHL, 32));
      LongVector y = g0.lanewise(VectorOperators.LSHR, 32).or(g1.and(~LOW));
      ((FloatVector) x.rearrange(FIRST).blend(y.rearrange(FIRST), ODD).reinterpretShape(FLOATS, 0))
          .intoArray(out, offset + i);
      ((FloatVector)
              x.rearrange(SECOND).blend(y.rearrange(SECOND), ODD).reinterpretShape(FLOATS, 0))
          .intoArray(out, offset + i + L);
    }
  }
}
