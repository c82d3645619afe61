package io.ebm.math;

/** One implementation of the fills of {@link Philox}. */
interface PhiloxKernels {

  void fillBits(long key, long high, long low, long[] out, int offset, int count);

  void fillUniform(long key, long high, long low, float[] out, int offset, int count);

  void fillGaussian(long key, long high, long low, float[] out, int offset, int count);

  void fillBernoulli(
      long key,
      long high,
      long low,
      float[] probabilities,
      int probabilityOffset,
      float[] out,
      int offset,
      int count);
}
