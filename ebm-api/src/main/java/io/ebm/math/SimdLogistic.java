package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link Activation} over rows, as far as they fill vector registers; those made of
 * the logistic function. See {@link ScalarElementwise} for the formulas in readable form: the steps
 * are the same. Everything is written out in every loop because a vector that crosses a call may be
 * boxed.
 */
final class SimdLogistic {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int ONE_BITS = 0x3f800000;
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int LIMIT_BITS = Float.floatToRawIntBits(FloatMath.EXP_LIMIT);

  private SimdLogistic() {}

  static void sigmoid(
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
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        FloatVector size = x.abs();
        FloatVector shifted = size.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector r = whole.fma(ln2High, size.neg());
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
        t = t.blend(0f, size.compare(VectorOperators.GT, FloatMath.EXP_LIMIT));
        FloatVector s = one.div(t.add(1f));
        FloatVector u = t.mul(s);
        FloatVector value = s.blend(u, x.compare(VectorOperators.LT, 0f));
        value.intoArray(y, yRow + i);
        if (first != null) {
          FloatVector slope = u.mul(s);
          slope.intoArray(first, firstRow + i);
          if (second != null) {
            FloatVector tilt = u.sub(s);
            slope
                .mul(tilt.blend(tilt.neg(), x.compare(VectorOperators.LT, 0f)))
                .intoArray(second, secondRow + i);
          }
        }
      }
    }
  }

  /**
   * By few and short steps, as the core has few of them under way: exp(-x) is taken without a case
   * for each sign, as e^87 is a float too; one product takes the multiple of ln 2 off, rounded
   * once, which errs by 2e-9 for each; and the polynomial in {@code -r} is cut in two.
   */
  static void silu(
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
    FloatVector ln2 = FloatVector.broadcast(SPECIES, FloatMath.LN2);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, -FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    FloatVector e3 = FloatVector.broadcast(SPECIES, -FloatMath.E3);
    FloatVector e4 = FloatVector.broadcast(SPECIES, FloatMath.E4);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        // Limited on both sides; a NaN too, but it comes back with the factor x.
        IntVector bits = (IntVector) x.reinterpretShape(INTS, 0);
        FloatVector c =
            (FloatVector)
                bits.and(MAGNITUDE).min(LIMIT_BITS).or(bits.and(SIGN)).reinterpretShape(SPECIES, 0);
        FloatVector shifted = c.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector r = whole.fma(ln2, c);
        FloatVector square = r.mul(r);
        FloatVector p = square.fma(e4, r.fma(e3, e2)).fma(square, r.fma(e1, e0));
        p = p.fma(square, one.sub(r));
        FloatVector t =
            (FloatVector)
                ((IntVector) shifted.reinterpretShape(INTS, 0))
                    .lanewise(VectorOperators.LSHL, 23)
                    .add((IntVector) p.reinterpretShape(INTS, 0))
                    .reinterpretShape(SPECIES, 0);
        FloatVector s = one.div(t.add(1f));
        FloatVector value = x.mul(s);
        value.intoArray(y, yRow + i);
        if (first != null) {
          FloatVector u = t.mul(s);
          value.fma(u, s).intoArray(first, firstRow + i);
          if (second != null) {
            u.mul(s).mul(x.mul(u.sub(s)).add(2f)).intoArray(second, secondRow + i);
          }
        }
      }
    }
  }

  static void softplus(
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
    FloatVector a0 = FloatVector.broadcast(SPECIES, FloatMath.A0);
    FloatVector a1 = FloatVector.broadcast(SPECIES, FloatMath.A1);
    for (int row = 0; row < rows; row++) {
      float b = bias[biasAt + row];
      int zRow = zAt + row * zStride;
      int yRow = yAt + row * yStride;
      int firstRow = firstAt + row * width;
      int secondRow = secondAt + row * width;
      for (int i = 0; i < n; i += L) {
        FloatVector x = FloatVector.fromArray(SPECIES, z, zRow + i).add(b);
        FloatVector size = x.abs();
        FloatVector shifted = size.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector r = whole.fma(ln2High, size.neg());
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
        t = t.blend(0f, size.compare(VectorOperators.GT, FloatMath.EXP_LIMIT));
        FloatVector h = t.div(t.add(2f));
        FloatVector q = h.mul(h);
        FloatVector series = q.fma(FloatMath.A3, FloatMath.A2).fma(q, a1).fma(q, a0);
        FloatVector log = series.fma(h.mul(q), h.add(h));
        x.add(size).fma(FloatVector.broadcast(SPECIES, 0.5f), log).intoArray(y, yRow + i);
        if (first != null) {
          FloatVector s = one.div(t.add(1f));
          FloatVector u = t.mul(s);
          FloatVector slope = s.blend(u, x.compare(VectorOperators.LT, 0f));
          slope.intoArray(first, firstRow + i);
          if (second != null) {
            u.mul(s).intoArray(second, secondRow + i);
          }
        }
      }
    }
  }
}
