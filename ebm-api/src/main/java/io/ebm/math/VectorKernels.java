package io.ebm.math;

/** One implementation of {@link Vectors}; arguments are checked. */
interface VectorKernels {

  void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  void addScaled(
      int n,
      float a,
      float[] x,
      int xOffset,
      float b,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset);

  void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

  void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  void addRows(
      int width, int count, int[] starts, int startsAt, float[] table, float[] out, int outAt);

  void addToRows(
      int width, int count, int[] starts, int startsAt, float[] row, int rowAt, float[] table);

  void multiply(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  void addConstant(int n, float value, float[] y, int yOffset);

  void addProduct(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);

  void addProduct(
      int n,
      float factor,
      float[] w,
      int wOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset);

  double dot(int n, float[] x, int xOffset, float[] y, int yOffset);

  double sum(int n, float[] x, int xOffset);

  float max(int n, float[] x, int xOffset);

  /** {@code Σ exp(x_i - shift)}, where no {@code x_i} exceeds {@code shift}. */
  double sumOfExp(int n, float[] x, int xOffset, float shift);
}
