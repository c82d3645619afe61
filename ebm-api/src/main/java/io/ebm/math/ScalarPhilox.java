package io.ebm.math;

/** The fills of {@link Philox} block by block. */
final class ScalarPhilox implements PhiloxKernels {

  @Override
  public void fillBits(long key, long high, long low, long[] out, int offset, int count) {
    fillBits(key, high, low, out, offset, count, 0);
  }

  /** The elements of a fill that come from its blocks {@code from} on. */
  static void fillBits(long key, long high, long low, long[] out, int offset, int count, int from) {
    int half = (count + 1) / 2;
    int[] words = new int[4];
    for (int i = from; i < half; i++) {
      Philox.block(key, high, low + i, words, 0);
      out[offset + i] = Philox.toLong(words[0], words[2]);
      if (half + i < count) {
        out[offset + half + i] = Philox.toLong(words[1], words[3]);
      }
    }
  }

  @Override
  public void fillUniform(long key, long high, long low, float[] out, int offset, int count) {
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      if ((i & 3) == 0) {
        Philox.block(key, high, low + (i >> 2), words, 0);
      }
      out[offset + i] = (words[i & 3] >>> 8) * 0x1p-24f;
    }
  }

  @Override
  public void fillGaussian(long key, long high, long low, float[] out, int offset, int count) {
    int[] words = new int[4];
    for (int i = 0; i < count; i += 2) {
      if ((i & 2) == 0) {
        Philox.block(key, high, low + (i >> 2), words, 0);
      }
      float radius = radius(words[i & 2]);
      int turn = words[(i & 2) + 1];
      // The nearest quarter turn, in the two upper bits, and what is left of it.
      int quadrant = turn + 0x20000000;
      float angle = ((turn - (quadrant & 0xc0000000)) >> 7) * FloatMath.TURN;
      float q = angle * angle;
      float sine = angle + angle * q * (FloatMath.S0 + q * (FloatMath.S1 + q * FloatMath.S2));
      float cosine = 1f + q * (-0.5f + q * (FloatMath.C0 + q * (FloatMath.C1 + q * FloatMath.C2)));
      boolean swap = (quadrant & 0x40000000) != 0;
      float x = radius * (swap ? sine : cosine);
      out[offset + i] = (quadrant < 0) != swap ? -x : x;
      if (i + 1 < count) {
        float y = radius * (swap ? cosine : sine);
        out[offset + i + 1] = quadrant < 0 ? -y : y;
      }
    }
  }

  /** √(-2 log u) for u = (word + ½) / 2^32, to all its bits where u is small. */
  private static float radius(int word) {
    int bits = Float.floatToRawIntBits((float) ((word & 0xffffffffL) + 0.5));
    int exponent = (bits - FloatMath.SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float log = FloatMath.log1pOfReduced(f, 0f);
    return (float) Math.sqrt((exponent - 32) * (-2 * FloatMath.LN2) - 2f * log);
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
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      if ((i & 3) == 0) {
        Philox.block(key, high, low + (i >> 2), words, 0);
      }
      float uniform = (words[i & 3] >>> 8) * 0x1p-24f;
      out[offset + i] = uniform < probabilities[probabilityOffset + i] ? 1f : 0f;
    }
  }
}
