package io.ebm.math;

import java.util.Objects;

/**
 * The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011). A block is four
 * 32-bit words, a function of a 64-bit key and a 128-bit counter, here given as two longs. Element
 * {@code i} of a fill comes from word {@code i mod 4} of the block at {@code counter + i / 4}.
 */
public final class Philox {

  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private static final PhiloxKernels KERNELS = Backend.CHOSEN.philox();

  private Philox() {}

  /** The long of two words, the first being the lower. */
  public static long toLong(int low, int high) {
    return (low & 0xffffffffL) | ((long) high << 32);
  }

  /**
   * Computes one block.
   *
   * @param key the key: its lower and upper word are Philox's first and second key word
   * @param high the upper half of the counter: words 2 and 3
   * @param low the lower half of the counter: words 0 and 1
   * @param out receives four words from {@code offset}
   */
  public static void block(long key, long high, long low, int[] out, int offset) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = (int) low;
    int c1 = (int) (low >>> 32);
    int c2 = (int) high;
    int c3 = (int) (high >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = (M0 & 0xffffffffL) * (c0 & 0xffffffffL);
      long p1 = (M1 & 0xffffffffL) * (c2 & 0xffffffffL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[offset] = c0;
    out[offset + 1] = c1;
    out[offset + 2] = c2;
    out[offset + 3] = c3;
  }

  /**
   * Fills with random bits, two longs from each block: with {@code half = (count + 1) / 2}, element
   * {@code i < half} is words 0 (lower) and 2 of the block at {@code counter + i}, and element
   * {@code half + i} is words 1 and 3 of the same block.
   */
  public static void fillBits(long key, long high, long low, long[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    KERNELS.fillBits(key, high, low, out, offset, count);
  }

  /** Fills with uniform floats in {@code [0, 1)}: the upper 24 bits of each word. */
  public static void fillUniform(
      long key, long high, long low, float[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    KERNELS.fillUniform(key, high, low, out, offset, count);
  }

  /**
   * Fills with standard normal floats: Box and Muller's transform of each pair of words, {@code
   * √(-2 log u) (cos φ, sin φ)} with {@code u} of 32 bits, so that the largest possible value is
   * 6.7.
   */
  public static void fillGaussian(
      long key, long high, long low, float[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    KERNELS.fillGaussian(key, high, low, out, offset, count);
  }

  /**
   * Fills with 1 where the uniform float of that element is below the probability, else 0. {@code
   * out} may be {@code probabilities} at the same offset.
   */
  public static void fillBernoulli(
      long key,
      long high,
      long low,
      float[] probabilities,
      int probabilityOffset,
      float[] out,
      int offset,
      int count) {
    Objects.checkFromIndexSize(probabilityOffset, count, probabilities.length);
    Objects.checkFromIndexSize(offset, count, out.length);
    KERNELS.fillBernoulli(key, high, low, probabilities, probabilityOffset, out, offset, count);
  }
}
