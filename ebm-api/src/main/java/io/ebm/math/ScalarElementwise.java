package io.ebm.math;

import org.jspecify.annotations.Nullable;

/** {@link Elementwise} one element at a time. */
final class ScalarElementwise implements ElementwiseKernels {

  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.exp(x[xOffset + i]);
    }
  }

  @Override
  public void expOfColumns(
      int rows, int n, float[] x, int xOffset, float[] shifts, float[] greatest, float[] sums) {
    expOfColumns(rows, 0, n, x, xOffset, shifts, greatest, sums);
  }

  /** The same for the columns from one on. */
  void expOfColumns(
      int rows,
      int from,
      int n,
      float[] x,
      int xOffset,
      float[] shifts,
      float[] greatest,
      float[] sums) {
    float limit = FloatMath.EXP_LIMIT;
    for (int r = 0; r < rows; r++) {
      for (int c = from; c < n; c++) {
        int at = xOffset + r * n + c;
        greatest[c] = x[at] > greatest[c] ? x[at] : greatest[c];
        float v = x[at] - shifts[c];
        v = v < -limit ? -limit : v > limit ? limit : v;
        x[at] = FloatMath.exp(v);
        sums[c] += x[at];
      }
    }
  }

  @Override
  public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.log(x[xOffset + i]);
    }
  }

  @Override
  public void activate(
      Activation activation,
      int rows,
      int n,
      float[] z,
      int zAt,
      int zStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride,
      float @Nullable [] first,
      int firstAt,
      float @Nullable [] second,
      int secondAt) {
    for (int r = 0; r < rows; r++) {
      activateRow(
          activation,
          n,
          z,
          zAt + r * zStride,
          bias[biasAt + r],
          y,
          yAt + r * yStride,
          first,
          firstAt + r * n,
          second,
          secondAt + r * n);
    }
  }

  void activateRow(
      Activation activation,
      int n,
      float[] z,
      int zOffset,
      float bias,
      float[] y,
      int yOffset,
      float @Nullable [] first,
      int firstOffset,
      float @Nullable [] second,
      int secondOffset) {
    for (int i = 0; i < n; i++) {
      float x = z[zOffset + i] + bias;
      float size = Math.abs(x);
      float value;
      float slope;
      float curvature;
      switch (activation) {
        case SIGMOID -> {
          float t = FloatMath.expOfNegative(size);
          float s = 1f / (1f + t);
          value = x < 0f ? t * s : s;
          slope = t * s * s;
          curvature = slope * (x < 0f ? s - t * s : t * s - s);
        }
        case SILU -> {
          float limit = FloatMath.EXP_LIMIT;
          float t = FloatMath.exp(-Math.max(-limit, Math.min(limit, x)));
          float s = 1f / (1f + t);
          float bell = t * s * s;
          value = x * s;
          slope = s + x * bell;
          curvature = bell * (2f + x * (t * s - s));
        }
        case SOFTPLUS -> {
          float t = FloatMath.expOfNegative(size);
          float s = 1f / (1f + t);
          value = 0.5f * (x + size) + FloatMath.log1pOfFraction(t);
          slope = x < 0f ? t * s : s;
          curvature = t * s * s;
        }
        case TANH -> {
          float t = FloatMath.expOfNegative(2f * size);
          float s = 1f / (1f + t);
          value = size < 0.625f ? FloatMath.tanhOfSmall(x) : Math.copySign((1f - t) * s, x);
          slope = 4f * t * s * s;
          curvature = -2f * value * slope;
        }
        case GELU -> {
          float c = size > FloatMath.NORMAL_LIMIT ? FloatMath.NORMAL_LIMIT : size;
          float density = FloatMath.normalDensity(c);
          float tail = density * FloatMath.millsRatio(c);
          float below = x < 0f ? tail : 1f - tail;
          value = x * below;
          slope = below + x * density;
          curvature = density * (2f - c * c);
        }
        default -> {
          value = x < 0f ? 0f : x;
          slope = x > 0f ? 1f : 0f;
          curvature = 0f;
        }
      }
      y[yOffset + i] = value;
      if (first != null) {
        first[firstOffset + i] = slope;
      }
      if (second != null) {
        second[secondOffset + i] = curvature;
      }
    }
  }
}
