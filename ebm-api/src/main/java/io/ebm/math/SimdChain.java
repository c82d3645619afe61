package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link LinearChain} with the Vector API: lanes are labels. */
final class SimdChain implements ChainKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int ONE_BITS = 0x3f800000;

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public double potentials(int rows, int width, float[] x, int xAt) {
    FloatVector ln2High = FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(SPECIES, FloatMath.E0);
    FloatVector e1 = FloatVector.broadcast(SPECIES, FloatMath.E1);
    FloatVector e2 = FloatVector.broadcast(SPECIES, FloatMath.E2);
    double shift = 0;
    for (int r = 0; r < rows; r++) {
      int at = xAt + r * width;
      FloatVector greatest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int y = 0; y < width; y += L) {
        greatest = greatest.max(FloatVector.fromArray(SPECIES, x, at + y));
      }
      float max = greatest.reduceLanes(VectorOperators.MAX);
      for (int y = 0; y < width; y += L) {
        FloatVector size =
            FloatVector.broadcast(SPECIES, max).sub(FloatVector.fromArray(SPECIES, x, at + y));
        FloatVector shifted = size.fma(-FloatMath.LOG2_E, FloatMath.MAGIC);
        FloatVector whole = shifted.sub(FloatMath.MAGIC);
        FloatVector s = whole.fma(ln2High, size.neg());
        s = whole.fma(ln2Low, s);
        FloatVector p = s.fma(FloatMath.E4, FloatMath.E3).fma(s, e2).fma(s, e1).fma(s, e0);
        p = p.fma(s.mul(s), s).add(1f);
        FloatVector t =
            p.mul(
                (FloatVector)
                    ((IntVector) shifted.reinterpretShape(INTS, 0))
                        .lanewise(VectorOperators.LSHL, 23)
                        .add(ONE_BITS)
                        .reinterpretShape(SPECIES, 0));
        t.blend(0f, size.compare(VectorOperators.GT, FloatMath.EXP_LIMIT)).intoArray(x, at + y);
      }
      shift += max;
    }
    return shift;
  }

  @Override
  public float start(int width, float[] psi, int psiAt, float[] alpha, int alphaAt) {
    System.arraycopy(psi, psiAt, alpha, alphaAt, width);
    return sum(width, alpha, alphaAt);
  }

  /** The sum of a row in four strands, where a reduction of lanes adds one after the other. */
  private static float sum(int width, float[] row, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int y = at;
    for (; y <= at + width - 4; y += 4) {
      s0 += row[y];
      s1 += row[y + 1];
      s2 += row[y + 2];
      s3 += row[y + 3];
    }
    for (; y < at + width; y++) {
      s0 += row[y];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public float forward(
      int labels,
      int width,
      float[] before,
      int beforeAt,
      float factor,
      float[] transitions,
      float[] psi,
      int psiAt,
      float[] alpha,
      int alphaAt) {
    for (int y = 0; y < width; y += L) {
      FloatVector even = FloatVector.zero(SPECIES);
      FloatVector odd = even;
      int x = 0;
      for (; x <= labels - 2; x += 2) {
        even =
            FloatVector.fromArray(SPECIES, transitions, x * width + y)
                .fma(FloatVector.broadcast(SPECIES, before[beforeAt + x]), even);
        odd =
            FloatVector.fromArray(SPECIES, transitions, x * width + width + y)
                .fma(FloatVector.broadcast(SPECIES, before[beforeAt + x + 1]), odd);
      }
      if (x < labels) {
        even =
            FloatVector.fromArray(SPECIES, transitions, x * width + y)
                .fma(FloatVector.broadcast(SPECIES, before[beforeAt + x]), even);
      }
      even.add(odd)
          .mul(FloatVector.fromArray(SPECIES, psi, psiAt + y).mul(factor))
          .intoArray(alpha, alphaAt + y);
    }
    return sum(width, alpha, alphaAt);
  }

  @Override
  public void backward(
      int labels,
      int width,
      float[] beta,
      int betaAt,
      float factor,
      float[] psi,
      int psiAt,
      float[] transposed,
      float[] betaBefore,
      int betaBeforeAt) {
    for (int y = 0; y < width; y += L) {
      FloatVector.fromArray(SPECIES, psi, psiAt + y)
          .mul(factor)
          .mul(FloatVector.fromArray(SPECIES, beta, betaAt + y))
          .intoArray(psi, psiAt + y);
    }
    for (int x = 0; x < width; x += L) {
      FloatVector even = FloatVector.zero(SPECIES);
      FloatVector odd = even;
      int y = 0;
      for (; y <= labels - 2; y += 2) {
        even =
            FloatVector.fromArray(SPECIES, transposed, y * width + x)
                .fma(FloatVector.broadcast(SPECIES, psi[psiAt + y]), even);
        odd =
            FloatVector.fromArray(SPECIES, transposed, y * width + width + x)
                .fma(FloatVector.broadcast(SPECIES, psi[psiAt + y + 1]), odd);
      }
      if (y < labels) {
        even =
            FloatVector.fromArray(SPECIES, transposed, y * width + x)
                .fma(FloatVector.broadcast(SPECIES, psi[psiAt + y]), even);
      }
      even.add(odd).intoArray(betaBefore, betaBeforeAt + x);
    }
  }

  @Override
  public void pairs(
      int rows,
      int labels,
      int width,
      float[] alpha,
      int alphaAt,
      float[] psi,
      int psiAt,
      float[] pairs) {
    for (int y = 0; y < width; y += L) {
      int x = 0;
      for (; x <= labels - 4; x += 4) { // four rows at a time stay in registers
        FloatVector s0 = FloatVector.fromArray(SPECIES, pairs, x * width + y);
        FloatVector s1 = FloatVector.fromArray(SPECIES, pairs, x * width + width + y);
        FloatVector s2 = FloatVector.fromArray(SPECIES, pairs, x * width + 2 * width + y);
        FloatVector s3 = FloatVector.fromArray(SPECIES, pairs, x * width + 3 * width + y);
        for (int r = 0, at = alphaAt + x; r < rows; r++, at += width) {
          FloatVector v = FloatVector.fromArray(SPECIES, psi, psiAt + r * width + y);
          s0 = v.fma(FloatVector.broadcast(SPECIES, alpha[at]), s0);
          s1 = v.fma(FloatVector.broadcast(SPECIES, alpha[at + 1]), s1);
          s2 = v.fma(FloatVector.broadcast(SPECIES, alpha[at + 2]), s2);
          s3 = v.fma(FloatVector.broadcast(SPECIES, alpha[at + 3]), s3);
        }
        s0.intoArray(pairs, x * width + y);
        s1.intoArray(pairs, x * width + width + y);
        s2.intoArray(pairs, x * width + 2 * width + y);
        s3.intoArray(pairs, x * width + 3 * width + y);
      }
      for (; x < labels; x++) {
        FloatVector sum = FloatVector.fromArray(SPECIES, pairs, x * width + y);
        for (int r = 0, at = alphaAt + x; r < rows; r++, at += width) {
          sum =
              FloatVector.fromArray(SPECIES, psi, psiAt + r * width + y)
                  .fma(FloatVector.broadcast(SPECIES, alpha[at]), sum);
        }
        sum.intoArray(pairs, x * width + y);
      }
    }
  }

  @Override
  public float best(
      int labels,
      int width,
      float[] before,
      int beforeAt,
      float[] transitions,
      float[] scores,
      int scoresAt,
      float[] best,
      int bestAt,
      float[] from,
      int fromAt) {
    FloatVector maxima = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int y = 0; y < width; y += L) {
      FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      FloatVector source = FloatVector.zero(SPECIES);
      for (int x = 0; x < labels; x++) {
        FloatVector reached =
            FloatVector.fromArray(SPECIES, transitions, x * width + y).add(before[beforeAt + x]);
        VectorMask<Float> better = reached.compare(VectorOperators.GT, most);
        most = most.blend(reached, better);
        source = source.blend((float) x, better);
      }
      FloatVector all = most.add(FloatVector.fromArray(SPECIES, scores, scoresAt + y));
      all.intoArray(best, bestAt + y);
      source.intoArray(from, fromAt + y);
      maxima = maxima.max(all);
    }
    float greatest = maxima.reduceLanes(VectorOperators.MAX);
    for (int y = 0; y < width; y += L) {
      FloatVector.fromArray(SPECIES, best, bestAt + y).sub(greatest).intoArray(best, bestAt + y);
    }
    return greatest;
  }
}
