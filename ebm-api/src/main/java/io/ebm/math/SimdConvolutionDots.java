package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SimdConvolutionGradient} where few sums are wanted: inner products
 * of rows of C and of B, lane by lane, added to {@code sums}, a register each.
 */
final class SimdConvolutionDots {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdConvolutionDots() {}

  /** 4 rows of C by 4 of B, for machines with 32 registers. */
  static void rows4by4(
      int first,
      int end,
      float[] c,
      int c0At,
      int c1At,
      int c2At,
      int c3At,
      int[] to,
      float[] b,
      int b0At,
      int b1At,
      int b2At,
      int b3At,
      int[] from,
      float[] sums,
      int sumsAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    for (int j = first; j < end; j++) {
      int source = from[j];
      int target = to[j];
      FloatVector c0 = FloatVector.fromArray(SPECIES, c, c0At + target);
      FloatVector c1 = FloatVector.fromArray(SPECIES, c, c1At + target);
      FloatVector c2 = FloatVector.fromArray(SPECIES, c, c2At + target);
      FloatVector c3 = FloatVector.fromArray(SPECIES, c, c3At + target);
      FloatVector x = FloatVector.fromArray(SPECIES, b, b0At + source);
      s00 = x.fma(c0, s00);
      s10 = x.fma(c1, s10);
      s20 = x.fma(c2, s20);
      s30 = x.fma(c3, s30);
      x = FloatVector.fromArray(SPECIES, b, b1At + source);
      s01 = x.fma(c0, s01);
      s11 = x.fma(c1, s11);
      s21 = x.fma(c2, s21);
      s31 = x.fma(c3, s31);
      x = FloatVector.fromArray(SPECIES, b, b2At + source);
      s02 = x.fma(c0, s02);
      s12 = x.fma(c1, s12);
      s22 = x.fma(c2, s22);
      s32 = x.fma(c3, s32);
      x = FloatVector.fromArray(SPECIES, b, b3At + source);
      s03 = x.fma(c0, s03);
      s13 = x.fma(c1, s13);
      s23 = x.fma(c2, s23);
      s33 = x.fma(c3, s33);
    }
    s00.add(FloatVector.fromArray(SPECIES, sums, sumsAt)).intoArray(sums, sumsAt);
    s01.add(FloatVector.fromArray(SPECIES, sums, sumsAt + L)).intoArray(sums, sumsAt + L);
    s02.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * L)).intoArray(sums, sumsAt + 2 * L);
    s03.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * L)).intoArray(sums, sumsAt + 3 * L);
    s10.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * L)).intoArray(sums, sumsAt + 4 * L);
    s11.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 5 * L)).intoArray(sums, sumsAt + 5 * L);
    s12.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 6 * L)).intoArray(sums, sumsAt + 6 * L);
    s13.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 7 * L)).intoArray(sums, sumsAt + 7 * L);
    s20.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 8 * L)).intoArray(sums, sumsAt + 8 * L);
    s21.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 9 * L)).intoArray(sums, sumsAt + 9 * L);
    s22.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 10 * L)).intoArray(sums, sumsAt + 10 * L);
    s23.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 11 * L)).intoArray(sums, sumsAt + 11 * L);
    s30.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 12 * L)).intoArray(sums, sumsAt + 12 * L);
    s31.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 13 * L)).intoArray(sums, sumsAt + 13 * L);
    s32.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 14 * L)).intoArray(sums, sumsAt + 14 * L);
    s33.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 15 * L)).intoArray(sums, sumsAt + 15 * L);
  }

  /** One row of C by 4 of B. */
  static void rows1by4(
      int first,
      int end,
      float[] c,
      int c0At,
      int[] to,
      float[] b,
      int b0At,
      int b1At,
      int b2At,
      int b3At,
      int[] from,
      float[] sums,
      int sumsAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    for (int j = first; j < end; j++) {
      int source = from[j];
      int target = to[j];
      FloatVector c0 = FloatVector.fromArray(SPECIES, c, c0At + target);
      FloatVector x = FloatVector.fromArray(SPECIES, b, b0At + source);
      s00 = x.fma(c0, s00);
      x = FloatVector.fromArray(SPECIES, b, b1At + source);
      s01 = x.fma(c0, s01);
      x = FloatVector.fromArray(SPECIES, b, b2At + source);
      s02 = x.fma(c0, s02);
      x = FloatVector.fromArray(SPECIES, b, b3At + source);
      s03 = x.fma(c0, s03);
    }
    s00.add(FloatVector.fromArray(SPECIES, sums, sumsAt)).intoArray(sums, sumsAt);
    s01.add(FloatVector.fromArray(SPECIES, sums, sumsAt + L)).intoArray(sums, sumsAt + L);
    s02.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * L)).intoArray(sums, sumsAt + 2 * L);
    s03.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * L)).intoArray(sums, sumsAt + 3 * L);
  }

  /** 2 rows of C by 4 of B. */
  static void rows2by4(
      int first,
      int end,
      float[] c,
      int c0At,
      int c1At,
      int[] to,
      float[] b,
      int b0At,
      int b1At,
      int b2At,
      int b3At,
      int[] from,
      float[] sums,
      int sumsAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    for (int j = first; j < end; j++) {
      int source = from[j];
      int target = to[j];
      FloatVector c0 = FloatVector.fromArray(SPECIES, c, c0At + target);
      FloatVector c1 = FloatVector.fromArray(SPECIES, c, c1At + target);
      FloatVector x = FloatVector.fromArray(SPECIES, b, b0At + source);
      s00 = x.fma(c0, s00);
      s10 = x.fma(c1, s10);
      x = FloatVector.fromArray(SPECIES, b, b1At + source);
      s01 = x.fma(c0, s01);
      s11 = x.fma(c1, s11);
      x = FloatVector.fromArray(SPECIES, b, b2At + source);
      s02 = x.fma(c0, s02);
      s12 = x.fma(c1, s12);
      x = FloatVector.fromArray(SPECIES, b, b3At + source);
      s03 = x.fma(c0, s03);
      s13 = x.fma(c1, s13);
    }
    s00.add(FloatVector.fromArray(SPECIES, sums, sumsAt)).intoArray(sums, sumsAt);
    s01.add(FloatVector.fromArray(SPECIES, sums, sumsAt + L)).intoArray(sums, sumsAt + L);
    s02.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * L)).intoArray(sums, sumsAt + 2 * L);
    s03.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * L)).intoArray(sums, sumsAt + 3 * L);
    s10.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * L)).intoArray(sums, sumsAt + 4 * L);
    s11.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 5 * L)).intoArray(sums, sumsAt + 5 * L);
    s12.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 6 * L)).intoArray(sums, sumsAt + 6 * L);
    s13.add(FloatVector.fromArray(SPECIES, sums, sumsAt + 7 * L)).intoArray(sums, sumsAt + 7 * L);
  }
}
