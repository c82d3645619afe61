package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link Activation} over rows, as far as they fill vector registers; those not made
 * of the logistic function. See {@link ScalarElementwise} for the formulas in readable form: the
 * steps are the same. Everything is written out in every loop because a vector that crosses a call
 * may be boxed.
 */
final class SimdActivations {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int ONE_BITS = 0x3f800000;

  private SimdActivations() {}

  static void tanh(
      int rows,
      int n,
      int width,
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
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector t0 = FloatVector.broadcast(SPECIES, FloatMath.T0);
    FloatVector t1 = FloatVector.broadcast(SPECIES, FloatMath.T1);
    FloatVector t2 = FloatVector.broadcast(SPECIES, FloatMath.T2);
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        FloatVector twice = x.add(x).abs();
        FloatVector shifted = twice.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector r = whole.fma(ln2High, twice.neg());
        r = whole.fma(ln2Low, r);
        FloatVector p = r.fma(FloatMath.E4, FloatMath.E3).fma(r, e2).fma(r, e1).fma(r, e0);
        p = p.fma(r.mul(r), r).add(1f);
        FloatVector t =
            p.mul(
                (FloatVector)
                    ((IntVector) shifted.reinterpretShape(INTS, 0))
                        .lanewise(VectorOperators.LSHL, 23)
                        .add(ONE_BITS)
                        .reinterpretShape(SPECIES, 0));
        t = t.blend(0f, twice.compare(VectorOperators.GT, FloatMath.EXP_LIMIT));
        FloatVector s = one.div(t.add(1f));
        FloatVector large = one.sub(t).mul(s);
        large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0f));
        FloatVector q = x.mul(x);
        FloatVector series = q.fma(FloatMath.T4, FloatMath.T3).fma(q, t2).fma(q, t1).fma(q, t0);
        FloatVector small = series.fma(x.mul(q), x);
        FloatVector value = large.blend(small, twice.compare(VectorOperators.LT, 1.25f));
        value.intoArray(y, yRow + i);
        if (first != null) {
          FloatVector slope = t.mul(4f).mul(s).mul(s);
          slope.intoArray(first, firstRow + i);
          if (second != null) {
            value.mul(slope).mul(-2f).intoArray(second, secondRow + i);
          }
        }
      }
    }
  }

  static void gelu(
      int rows,
      int n,
      int width,
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
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector r0 = FloatVector.broadcast(SPECIES, FloatMath.R0);
    FloatVector r1 = FloatVector.broadcast(SPECIES, FloatMath.R1);
    FloatVector r2 = FloatVector.broadcast(SPECIES, FloatMath.R2);
    FloatVector r3 = FloatVector.broadcast(SPECIES, FloatMath.R3);
    FloatVector r4 = FloatVector.broadcast(SPECIES, FloatMath.R4);
    FloatVector r5 = FloatVector.broadcast(SPECIES, FloatMath.R5);
    FloatVector r6 = FloatVector.broadcast(SPECIES, FloatMath.R6);
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        FloatVector size = x.abs();
        size =
            size.blend(
                FloatMath.NORMAL_LIMIT, size.compare(VectorOperators.GT, FloatMath.NORMAL_LIMIT));
        FloatVector square = size.mul(size);
        FloatVector lost = size.fma(size, square.neg());
        FloatVector half = square.mul(0.5f);
        FloatVector shifted = half.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector r = whole.fma(ln2High, half.neg());
        r = whole.fma(ln2Low, r);
        FloatVector p = r.fma(FloatMath.E4, FloatMath.E3).fma(r, e2).fma(r, e1).fma(r, e0);
        p = p.fma(r.mul(r), r).add(1f);
        FloatVector t =
            p.mul(
                (FloatVector)
                    ((IntVector) shifted.reinterpretShape(INTS, 0))
                        .lanewise(VectorOperators.LSHL, 23)
                        .add(ONE_BITS)
                        .reinterpretShape(SPECIES, 0));
        t = t.blend(0f, half.compare(VectorOperators.GT, FloatMath.EXP_LIMIT));
        FloatVector density =
            t.mul(lost.mul(-0.5f * FloatMath.INVERSE_SQRT_2PI).add(FloatMath.INVERSE_SQRT_2PI));
        FloatVector u = one.div(size.mul(FloatMath.R_SCALE).add(1f));
        FloatVector ratio = u.fma(FloatMath.R8, FloatMath.R7).fma(u, r6).fma(u, r5).fma(u, r4);
        ratio = ratio.fma(u, r3).fma(u, r2).fma(u, r1).fma(u, r0);
        FloatVector tail = density.mul(ratio);
        FloatVector below = one.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0f));
        x.mul(below).intoArray(y, yRow + i);
        if (first != null) {
          FloatVector slope = x.fma(density, below);
          slope.intoArray(first, firstRow + i);
          if (second != null) {
            density.mul(square.neg().add(2f)).intoArray(second, secondRow + i);
          }
        }
      }
    }
  }

  static void relu(
      int rows,
      int n,
      int width,
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
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        x.blend(0f, x.compare(VectorOperators.LT, 0f)).intoArray(y, yRow + i);
        if (first != null) {
          zero.blend(1f, x.compare(VectorOperators.GT, 0f)).intoArray(first, firstRow + i);
          if (second != null) {
            zero.intoArray(second, secondRow + i);
          }
        }
      }
    }
  }
}
