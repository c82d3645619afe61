package io.ebm.math;

import java.util.Objects;

/**
 * Sums over the bits of words: element {@code j} belongs to bit {@code j % 64} of word {@code j /
 * 64}, the lowest bit first. What spins of two values need that are packed 64 to a word. Bits
 * beyond the last element may be anything where the number of elements is given, and must agree
 * where only words are.
 *
 * <p>All methods throw {@link IndexOutOfBoundsException} where a range does not fit its array.
 */
public final class Bits {

  private static final BitKernels KERNELS = Backend.CHOSEN.bits();

  private Bits() {}

  /** How many words hold {@code n} bits. */
  public static int words(int n) {
    return (n + Long.SIZE - 1) / Long.SIZE;
  }

  /** {@code Σ x_j} over the elements whose bit is set; wraps around as {@code int} sums do. */
  public static int sum(int n, long[] bits, int bitsOffset, int[] x, int xOffset) {
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.sum(n, bits, bitsOffset, x, xOffset);
  }

  /**
   * {@code Σ x_j} over the elements whose bit is set, in an order that depends on {@code n} and the
   * machine.
   */
  public static double sum(int n, long[] bits, int bitsOffset, double[] x, int xOffset) {
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.sum(n, bits, bitsOffset, x, xOffset);
  }

  /**
   * {@link #sum(int, long[], int, int[], int)} of several rows with the same bits, which costs
   * less.
   *
   * @param rows how many
   * @param x row {@code r} begins at {@code r · stride}
   * @param stride at least {@code n}
   * @param out receives {@code rows} sums
   */
  public static void sums(
      int rows, int n, long[] bits, int bitsOffset, int[] x, int stride, int[] out) {
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    Objects.checkFromIndexSize(0, rows, out.length);
    if (rows > 0 && (stride < n || (rows - 1L) * stride + n > x.length)) {
      throw new IndexOutOfBoundsException(
          rows + " rows of " + n + " ints, " + stride + " apart, do not fit into " + x.length);
    }
    KERNELS.sums(rows, n, bits, bitsOffset, x, stride, out);
  }

  /** {@code x_j += value} where the bit is set, {@code x_j -= value} where it is not. */
  public static void addSigned(
      int n, int value, long[] bits, int bitsOffset, int[] x, int xOffset) {
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    Objects.checkFromIndexSize(xOffset, n, x.length);
    KERNELS.addSigned(n, value, bits, bitsOffset, x, xOffset);
  }

  /** In how many bits two runs of words differ (Hamming distance). */
  public static int distance(int words, long[] a, int aOffset, long[] b, int bOffset) {
    Objects.checkFromIndexSize(aOffset, words, a.length);
    Objects.checkFromIndexSize(bOffset, words, b.length);
    int count = 0;
    for (int w = 0; w < words; w++) {
      count += Long.bitCount(a[aOffset + w] ^ b[bOffset + w]);
    }
    return count;
  }

  /**
   * Packs signs: sets bit {@code j} where {@code x_j > 0} and clears it elsewhere, up to the end of
   * the last word.
   */
  public static void pack(int n, float[] x, int xOffset, long[] bits, int bitsOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    for (int w = 0; w < words(n); w++) {
      int from = xOffset + w * Long.SIZE;
      int count = Math.min(Long.SIZE, n - w * Long.SIZE);
      long word = 0;
      for (int j = 0; j < count; j++) {
        word |= (x[from + j] > 0 ? 1L : 0L) << j;
      }
      bits[bitsOffset + w] = word;
    }
  }

  /** The inverse of {@link #pack}: {@code high} where a bit is set, {@code low} elsewhere. */
  public static void unpack(
      int n, long[] bits, int bitsOffset, float low, float high, float[] x, int xOffset) {
    Objects.checkFromIndexSize(bitsOffset, words(n), bits.length);
    Objects.checkFromIndexSize(xOffset, n, x.length);
    KERNELS.unpack(n, bits, bitsOffset, low, high, x, xOffset);
  }
}
