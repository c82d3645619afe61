package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * {@link Elementwise} and {@link Activation} with the Vector API; what does not fill a register is
 * left to the scalar code.
 */
final class SimdElementwise implements ElementwiseKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int MAGIC_BITS = Float.floatToRawIntBits(FloatMath.MAGIC);

  private final ScalarElementwise scalar = new ScalarElementwise();

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
    int m = n - n % L;
    switch (activation) {
      case SIGMOID ->
          SimdLogistic.sigmoid(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
      case SILU ->
          SimdLogistic.silu(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
      case SOFTPLUS ->
          SimdLogistic.softplus(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
      case TANH ->
          SimdActivations.tanh(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
      case GELU ->
          SimdActivations.gelu(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
      case RELU ->
          SimdActivations.relu(
              rows, m, n, z, zAt, zStride, bias, biasAt, y, yAt, yStride, first, firstAt, second,
              secondAt);
    }
    for (int r = 0; m < n && r < rows; r++) {
      int at = m + r * n;
      scalar.activateRow(
          activation,
          n - m,
          z,
          zAt + m + r * zStride,
          bias[biasAt + r],
          y,
          yAt + m + r * yStride,
          first,
          firstAt + at,
          second,
          secondAt + at);
    }
  }

  @Override
  public void exp(int n, float[] x, int xAt, float[] y, int yAt) {
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector shifted = v.fma(FloatMath.LOG2_E, FloatMath.MAGIC);
      FloatVector whole = shifted.sub(FloatMath.MAGIC);
      FloatVector r = whole.fma(ln2Low, whole.fma(ln2High, v));
      FloatVector p = r.fma(FloatMath.E4, FloatMath.E3).fma(r, e2).fma(r, e1).fma(r, e0);
      p = p.fma(r.mul(r), r).add(1f);
      // Two factors, each a normal float, reach the denormals and infinity.
      IntVector exponent = ((IntVector) shifted.reinterpretShape(INTS, 0)).sub(MAGIC_BITS);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      p =
          p.mul(
                  (FloatVector)
                      half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretShape(SPECIES, 0))
              .mul(
                  (FloatVector)
                      rest.add(127)
                          .lanewise(VectorOperators.LSHL, 23)
                          .reinterpretShape(SPECIES, 0));
      p = p.blend(0f, v.compare(VectorOperators.LT, -104f));
      p = p.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, 89f));
      p.intoArray(y, yAt + i);
    }
    scalar.exp(n - i, x, xAt + i, y, yAt + i);
  }

  @Override
  public void expOfColumns(
      int rows, int n, float[] x, int xOffset, float[] shifts, float[] greatest, float[] sums) {
    int c = 0;
    for (; c <= n - L; c += L) {
      expOfColumns(rows, n, x, xOffset + c, c, shifts, greatest, sums);
    }
    scalar.expOfColumns(rows, c, n, x, xOffset, shifts, greatest, sums);
  }

  /** One register of columns. */
  private static void expOfColumns(
      int rows,
      int stride,
      float[] x,
      int xOffset,
      int column,
      float[] shifts,
      float[] greatest,
      float[] sums) {
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    FloatVector e3 = FloatVector.broadcast(SPECIES, FloatMath.E3);
    FloatVector e4 = FloatVector.broadcast(SPECIES, FloatMath.E4);
    FloatVector log2e = FloatVector.broadcast(SPECIES, FloatMath.LOG2_E);
    FloatVector magic = FloatVector.broadcast(SPECIES, FloatMath.MAGIC);
    FloatVector limit = FloatVector.broadcast(SPECIES, FloatMath.EXP_LIMIT);
    FloatVector least = FloatVector.broadcast(SPECIES, -FloatMath.EXP_LIMIT);
    FloatVector shift = FloatVector.fromArray(SPECIES, shifts, column);
    FloatVector high = FloatVector.fromArray(SPECIES, greatest, column);
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, column);
    for (int row = 0; row < rows; row++) {
      int at = xOffset + row * stride;
      FloatVector score = FloatVector.fromArray(SPECIES, x, at);
      high = high.blend(score, score.compare(VectorOperators.GT, high));
      FloatVector v = score.sub(shift);
      v = v.blend(least, v.compare(VectorOperators.LT, least));
      v = v.blend(limit, v.compare(VectorOperators.GT, limit));
      FloatVector shifted = v.fma(log2e, magic);
      FloatVector whole = shifted.sub(magic);
      FloatVector r = whole.fma(ln2Low, whole.fma(ln2High, v));
      FloatVector p = r.fma(e4, e3).fma(r, e2).fma(r, e1).fma(r, e0);
      p = p.fma(r.mul(r), r).add(1f);
      // Within the limits 2 to the whole power is a normal float.
      IntVector power = ((IntVector) shifted.reinterpretShape(INTS, 0)).sub(MAGIC_BITS - 127);
      p =
          p.mul(
              (FloatVector) power.lanewise(VectorOperators.LSHL, 23).reinterpretShape(SPECIES, 0));
      p.intoArray(x, at);
      sum = sum.add(p);
    }
    high.intoArray(greatest, column);
    sum.intoArray(sums, column);
  }

  @Override
  public void log(int n, float[] x, int xAt, float[] y, int yAt) {
    FloatVector l0 = FloatVector.broadcast(SPECIES, FloatMath.L0);
    FloatVector l1 = FloatVector.broadcast(SPECIES, FloatMath.L1);
    FloatVector l2 = FloatVector.broadcast(SPECIES, FloatMath.L2);
    FloatVector l3 = FloatVector.broadcast(SPECIES, FloatMath.L3);
    FloatVector l4 = FloatVector.broadcast(SPECIES, FloatMath.L4);
    FloatVector l5 = FloatVector.broadcast(SPECIES, FloatMath.L5);
    FloatVector ln2High = FloatVector.broadcast(SPECIES, FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, FloatMath.LN2_LOW);
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      VectorMask<Float> denormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector scaled = v.blend(v.mul(0x1p23f), denormal);
      IntVector bits = (IntVector) scaled.reinterpretShape(INTS, 0);
      IntVector exponent = bits.sub(FloatMath.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
      FloatVector f =
          ((FloatVector)
                  bits.sub(exponent.lanewise(VectorOperators.LSHL, 23))
                      .reinterpretShape(SPECIES, 0))
              .sub(1f);
      FloatVector e =
          ((FloatVector) exponent.add(MAGIC_BITS).reinterpretShape(SPECIES, 0))
              .sub(FloatMath.MAGIC);
      e = e.blend(e.sub(23f), denormal);
      FloatVector p = f.fma(FloatMath.L7, FloatMath.L6).fma(f, l5).fma(f, l4).fma(f, l3);
      p = p.fma(f, l2).fma(f, l1).fma(f, l0);
      FloatVector square = f.mul(f);
      FloatVector low = square.mul(f.mul(p).sub(0.5f)).add(e.mul(ln2Low));
      FloatVector log = f.add(low).add(e.mul(ln2High));
      log = log.blend(Float.NaN, v.compare(VectorOperators.LT, 0f));
      log = log.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
      // Infinity is its own logarithm, and so is NaN, the only number that is not equal to itself.
      log = log.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      log = log.blend(v, v.compare(VectorOperators.NE, v));
      log.intoArray(y, yAt + i);
    }
    scalar.log(n - i, x, xAt + i, y, yAt + i);
  }
}
