package io.ebm.math;

/** {@link Vectors} in plain loops. */
final class ScalarVectors implements VectorKernels {

  @Override
  public void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += factor * x[xOffset + i];
    }
  }

  @Override
  public void addScaled(
      int n,
      float a,
      float[] x,
      int xOffset,
      float b,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] += a * x[xOffset + i] + b * y[yOffset + i];
    }
  }

  @Override
  public void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = factor * x[xOffset + i];
    }
  }

  @Override
  public void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] + y[yOffset + i];
    }
  }

  @Override
  public void addRows(
      int width, int count, int[] starts, int startsAt, float[] table, float[] out, int outAt) {
    for (int i = startsAt; i < startsAt + count; i++) {
      for (int k = 0; k < width; k++) {
        out[outAt + k] += table[starts[i] + k];
      }
    }
  }

  @Override
  public void addToRows(
      int width, int count, int[] starts, int startsAt, float[] row, int rowAt, float[] table) {
    for (int i = startsAt; i < startsAt + count; i++) {
      for (int k = 0; k < width; k++) {
        table[starts[i] + k] += row[rowAt + k];
      }
    }
  }

  @Override
  public void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void addConstant(int n, float value, float[] y, int yOffset) {
    for (int i = yOffset; i < yOffset + n; i++) {
      y[i] += value;
    }
  }

  @Override
  public void addProduct(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = Math.fma(x[xOffset + i], y[yOffset + i], z[zOffset + i]);
    }
  }

  @Override
  public void addProduct(
      int n,
      float factor,
      float[] w,
      int wOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] z,
      int zOffset) {
    for (int i = 0; i < n; i++) {
      float product = factor * w[wOffset + i] * x[xOffset + i];
      z[zOffset + i] = Math.fma(product, y[yOffset + i], z[zOffset + i]);
    }
  }

  @Override
  public double dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 2 <= n; i += 2) {
      even += (double) x[xOffset + i] * y[yOffset + i];
      odd += (double) x[xOffset + i + 1] * y[yOffset + i + 1];
    }
    return i < n ? even + odd + (double) x[xOffset + i] * y[yOffset + i] : even + odd;
  }

  @Override
  public double sum(int n, float[] x, int xOffset) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 2 <= n; i += 2) {
      even += x[xOffset + i];
      odd += x[xOffset + i + 1];
    }
    return i < n ? even + odd + x[xOffset + i] : even + odd;
  }

  @Override
  public float max(int n, float[] x, int xOffset) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    return max;
  }

  @Override
  public double sumOfExp(int n, float[] x, int xOffset, float shift) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += FloatMath.exp(x[xOffset + i] - shift);
    }
    return sum;
  }
}
