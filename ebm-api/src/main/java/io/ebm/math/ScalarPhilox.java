package io.ebm.math;

/** The fills of {@link Philox} block by block. */
final class ScalarPhilox implements PhiloxKernels {

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
    for (int i = 0; i < count; i++) {
      if ((i & 3) == 0) {
        Philox.block(key, high, low + (i >> 2), words, 0);
      }
      int pair = i & 2;
      double u = ((words[pair] & 0xffffffffL) + 0.5) * 0x1p-32;
      double radius = Math.sqrt(-2 * Math.log(u));
      double angle = 2 * Math.PI * words[pair + 1] * 0x1p-32;
      out[offset + i] = (float) (radius * ((i & 1) == 0 ? Math.cos(angle) : Math.sin(angle)));
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
