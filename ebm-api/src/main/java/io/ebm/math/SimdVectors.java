package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Vectors} with the Vector API. Reductions sum runs of {@link #RUN} elements in single
 * precision, spread over all lanes, and the runs in double precision.
 */
final class SimdVectors implements VectorKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int RUN = 128;
  private static final int ONE_BITS = 0x3f800000;

  private final ScalarVectors scalar = new ScalarVectors();

  @Override
  public void axpy(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      v.fma(FloatVector.broadcast(SPECIES, factor), FloatVector.fromArray(SPECIES, y, yAt + i))
          .intoArray(y, yAt + i);
    }
    scalar.axpy(n - i, factor, x, xAt + i, y, yAt + i);
  }

  @Override
  public void addScaled(
      int n, float a, float[] x, int xAt, float b, float[] y, int yAt, float[] z, int zAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + i);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + i);
      FloatVector sum =
          v.fma(FloatVector.broadcast(SPECIES, a), FloatVector.fromArray(SPECIES, z, zAt + i));
      w.fma(FloatVector.broadcast(SPECIES, b), sum).intoArray(z, zAt + i);
    }
    scalar.addScaled(n - i, a, x, xAt + i, b, y, yAt + i, z, zAt + i);
  }

  @Override
  public void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, x, xAt + i).mul(factor).intoArray(y, yAt + i);
    }
    scalar.scale(n - i, factor, x, xAt + i, y, yAt + i);
  }

  @Override
  public void add(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, x, xAt + i)
          .add(FloatVector.fromArray(SPECIES, y, yAt + i))
          .intoArray(z, zAt + i);
    }
    scalar.add(n - i, x, xAt + i, y, yAt + i, z, zAt + i);
  }

  @Override
  public void addRows(
      int width, int count, int[] starts, int startsAt, float[] table, float[] out, int outAt) {
    int k = 0;
    for (; k <= width - 2 * L; k += 2 * L) {
      FloatVector sum = FloatVector.fromArray(SPECIES, out, outAt + k);
      FloatVector other = FloatVector.fromArray(SPECIES, out, outAt + k + L);
      for (int i = startsAt; i < startsAt + count; i++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, table, starts[i] + k));
        other = other.add(FloatVector.fromArray(SPECIES, table, starts[i] + k + L));
      }
      sum.intoArray(out, outAt + k);
      other.intoArray(out, outAt + k + L);
    }
    for (; k <= width - L; k += L) {
      FloatVector sum = FloatVector.fromArray(SPECIES, out, outAt + k);
      for (int i = startsAt; i < startsAt + count; i++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, table, starts[i] + k));
      }
      sum.intoArray(out, outAt + k);
    }
    for (; k < width; k++) {
      for (int i = startsAt; i < startsAt + count; i++) {
        out[outAt + k] += table[starts[i] + k];
      }
    }
  }

  @Override
  public void addToRows(
      int width, int count, int[] starts, int startsAt, float[] row, int rowAt, float[] table) {
    int k = 0;
    for (; k <= width - 2 * L; k += 2 * L) {
      FloatVector added = FloatVector.fromArray(SPECIES, row, rowAt + k);
      FloatVector other = FloatVector.fromArray(SPECIES, row, rowAt + k + L);
      for (int i = startsAt; i < startsAt + count; i++) {
        added
            .add(FloatVector.fromArray(SPECIES, table, starts[i] + k))
            .intoArray(table, starts[i] + k);
        other
            .add(FloatVector.fromArray(SPECIES, table, starts[i] + k + L))
            .intoArray(table, starts[i] + k + L);
      }
    }
    for (; k <= width - L; k += L) {
      FloatVector added = FloatVector.fromArray(SPECIES, row, rowAt + k);
      for (int i = startsAt; i < startsAt + count; i++) {
        added
            .add(FloatVector.fromArray(SPECIES, table, starts[i] + k))
            .intoArray(table, starts[i] + k);
      }
    }
    for (; k < width; k++) {
      for (int i = startsAt; i < startsAt + count; i++) {
        table[starts[i] + k] += row[rowAt + k];
      }
    }
  }

  @Override
  public void multiply(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, x, xAt + i)
          .mul(FloatVector.fromArray(SPECIES, y, yAt + i))
          .intoArray(z, zAt + i);
    }
    scalar.multiply(n - i, x, xAt + i, y, yAt + i, z, zAt + i);
  }

  @Override
  public void addConstant(int n, float value, float[] y, int yAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, y, yAt + i).add(value).intoArray(y, yAt + i);
    }
    scalar.addConstant(n - i, value, y, yAt + i);
  }

  @Override
  public void addProduct(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, x, xAt + i)
          .fma(
              FloatVector.fromArray(SPECIES, y, yAt + i),
              FloatVector.fromArray(SPECIES, z, zAt + i))
          .intoArray(z, zAt + i);
    }
    scalar.addProduct(n - i, x, xAt + i, y, yAt + i, z, zAt + i);
  }

  @Override
  public void addProduct(
      int n,
      float factor,
      float[] w,
      int wAt,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] z,
      int zAt) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(SPECIES, w, wAt + i)
          .mul(factor)
          .mul(FloatVector.fromArray(SPECIES, x, xAt + i))
          .fma(
              FloatVector.fromArray(SPECIES, y, yAt + i),
              FloatVector.fromArray(SPECIES, z, zAt + i))
          .intoArray(z, zAt + i);
    }
    scalar.addProduct(n - i, factor, w, wAt + i, x, xAt + i, y, yAt + i, z, zAt + i);
  }

  @Override
  public double dot(int n, float[] x, int xAt, float[] y, int yAt) {
    double total = 0;
    int i = 0;
    while (i <= n - L) {
      int end = Math.min(n, i + RUN);
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      for (; i <= end - 2 * L; i += 2 * L) {
        s0 =
            FloatVector.fromArray(SPECIES, x, xAt + i)
                .fma(FloatVector.fromArray(SPECIES, y, yAt + i), s0);
        s1 =
            FloatVector.fromArray(SPECIES, x, xAt + i + L)
                .fma(FloatVector.fromArray(SPECIES, y, yAt + i + L), s1);
      }
      for (; i <= end - L; i += L) {
        s0 =
            FloatVector.fromArray(SPECIES, x, xAt + i)
                .fma(FloatVector.fromArray(SPECIES, y, yAt + i), s0);
      }
      total += s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    return total + scalar.dot(n - i, x, xAt + i, y, yAt + i);
  }

  @Override
  public double sum(int n, float[] x, int xAt) {
    double total = 0;
    int i = 0;
    while (i <= n - L) {
      int end = Math.min(n, i + RUN);
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      for (; i <= end - 2 * L; i += 2 * L) {
        s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
        s1 = s1.add(FloatVector.fromArray(SPECIES, x, xAt + i + L));
      }
      for (; i <= end - L; i += L) {
        s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
      }
      total += s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    return total + scalar.sum(n - i, x, xAt + i);
  }

  @Override
  public float max(int n, float[] x, int xAt) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= n - L; i += L) {
      max = max.max(FloatVector.fromArray(SPECIES, x, xAt + i));
    }
    return Math.max(max.reduceLanes(VectorOperators.MAX), scalar.max(n - i, x, xAt + i));
  }

  @Override
  public double sumOfExp(int n, float[] x, int xAt, float shift) {
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    double total = 0;
    int i = 0;
    while (i <= n - L) {
      int end = Math.min(n, i + RUN);
      FloatVector sum = FloatVector.zero(SPECIES);
      for (; i <= end - L; i += L) {
        FloatVector size =
            FloatVector.broadcast(SPECIES, shift).sub(FloatVector.fromArray(SPECIES, x, xAt + i));
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
        sum = sum.add(t);
      }
      total += sum.reduceLanes(VectorOperators.ADD);
    }
    return total + scalar.sumOfExp(n - i, x, xAt + i, shift);
  }
}
