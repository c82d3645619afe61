package io.ebm.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link SimdConvolutionGradient}: sums over positions, of a few rows of B
 * that are contiguous and begin anywhere, by the columns of a panel. The sums are added to {@code
 * sums}, a row of it {@code ld} floats.
 */
final class SimdConvolutionSums {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdConvolutionSums() {}

  /** 4 rows by four registers, for machines with 32. */
  static void rows4by4(
      int depth,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      float[] panel,
      int panelAt,
      float[] sums,
      int sumsAt,
      int ld) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c02 = zero;
    FloatVector c03 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c12 = zero;
    FloatVector c13 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c22 = zero;
    FloatVector c23 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c32 = zero;
    FloatVector c33 = zero;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, panel, at);
      FloatVector y1 = FloatVector.fromArray(SPECIES, panel, at + L);
      FloatVector y2 = FloatVector.fromArray(SPECIES, panel, at + 2 * L);
      FloatVector y3 = FloatVector.fromArray(SPECIES, panel, at + 3 * L);
      FloatVector x = FloatVector.broadcast(SPECIES, b[b0 + p]);
      c00 = x.fma(y0, c00);
      c01 = x.fma(y1, c01);
      c02 = x.fma(y2, c02);
      c03 = x.fma(y3, c03);
      x = FloatVector.broadcast(SPECIES, b[b1 + p]);
      c10 = x.fma(y0, c10);
      c11 = x.fma(y1, c11);
      c12 = x.fma(y2, c12);
      c13 = x.fma(y3, c13);
      x = FloatVector.broadcast(SPECIES, b[b2 + p]);
      c20 = x.fma(y0, c20);
      c21 = x.fma(y1, c21);
      c22 = x.fma(y2, c22);
      c23 = x.fma(y3, c23);
      x = FloatVector.broadcast(SPECIES, b[b3 + p]);
      c30 = x.fma(y0, c30);
      c31 = x.fma(y1, c31);
      c32 = x.fma(y2, c32);
      c33 = x.fma(y3, c33);
      at += 4 * L;
    }
    int to = sumsAt;
    c00.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c01.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    c02.add(FloatVector.fromArray(SPECIES, sums, to + 2 * L)).intoArray(sums, to + 2 * L);
    c03.add(FloatVector.fromArray(SPECIES, sums, to + 3 * L)).intoArray(sums, to + 3 * L);
    to += ld;
    c10.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c11.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    c12.add(FloatVector.fromArray(SPECIES, sums, to + 2 * L)).intoArray(sums, to + 2 * L);
    c13.add(FloatVector.fromArray(SPECIES, sums, to + 3 * L)).intoArray(sums, to + 3 * L);
    to += ld;
    c20.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c21.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    c22.add(FloatVector.fromArray(SPECIES, sums, to + 2 * L)).intoArray(sums, to + 2 * L);
    c23.add(FloatVector.fromArray(SPECIES, sums, to + 3 * L)).intoArray(sums, to + 3 * L);
    to += ld;
    c30.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c31.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    c32.add(FloatVector.fromArray(SPECIES, sums, to + 2 * L)).intoArray(sums, to + 2 * L);
    c33.add(FloatVector.fromArray(SPECIES, sums, to + 3 * L)).intoArray(sums, to + 3 * L);
  }

  /** 8 rows by two registers, for machines with 32. */
  static void rows8by2(
      int depth,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      int b4,
      int b5,
      int b6,
      int b7,
      float[] panel,
      int panelAt,
      float[] sums,
      int sumsAt,
      int ld) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c40 = zero;
    FloatVector c41 = zero;
    FloatVector c50 = zero;
    FloatVector c51 = zero;
    FloatVector c60 = zero;
    FloatVector c61 = zero;
    FloatVector c70 = zero;
    FloatVector c71 = zero;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, panel, at);
      FloatVector y1 = FloatVector.fromArray(SPECIES, panel, at + L);
      FloatVector x = FloatVector.broadcast(SPECIES, b[b0 + p]);
      c00 = x.fma(y0, c00);
      c01 = x.fma(y1, c01);
      x = FloatVector.broadcast(SPECIES, b[b1 + p]);
      c10 = x.fma(y0, c10);
      c11 = x.fma(y1, c11);
      x = FloatVector.broadcast(SPECIES, b[b2 + p]);
      c20 = x.fma(y0, c20);
      c21 = x.fma(y1, c21);
      x = FloatVector.broadcast(SPECIES, b[b3 + p]);
      c30 = x.fma(y0, c30);
      c31 = x.fma(y1, c31);
      x = FloatVector.broadcast(SPECIES, b[b4 + p]);
      c40 = x.fma(y0, c40);
      c41 = x.fma(y1, c41);
      x = FloatVector.broadcast(SPECIES, b[b5 + p]);
      c50 = x.fma(y0, c50);
      c51 = x.fma(y1, c51);
      x = FloatVector.broadcast(SPECIES, b[b6 + p]);
      c60 = x.fma(y0, c60);
      c61 = x.fma(y1, c61);
      x = FloatVector.broadcast(SPECIES, b[b7 + p]);
      c70 = x.fma(y0, c70);
      c71 = x.fma(y1, c71);
      at += 2 * L;
    }
    int to = sumsAt;
    c00.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c01.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c10.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c11.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c20.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c21.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c30.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c31.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c40.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c41.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c50.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c51.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c60.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c61.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c70.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c71.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
  }

  /** 4 rows by two registers. */
  static void rows4by2(
      int depth,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      float[] panel,
      int panelAt,
      float[] sums,
      int sumsAt,
      int ld) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, panel, at);
      FloatVector y1 = FloatVector.fromArray(SPECIES, panel, at + L);
      FloatVector x = FloatVector.broadcast(SPECIES, b[b0 + p]);
      c00 = x.fma(y0, c00);
      c01 = x.fma(y1, c01);
      x = FloatVector.broadcast(SPECIES, b[b1 + p]);
      c10 = x.fma(y0, c10);
      c11 = x.fma(y1, c11);
      x = FloatVector.broadcast(SPECIES, b[b2 + p]);
      c20 = x.fma(y0, c20);
      c21 = x.fma(y1, c21);
      x = FloatVector.broadcast(SPECIES, b[b3 + p]);
      c30 = x.fma(y0, c30);
      c31 = x.fma(y1, c31);
      at += 2 * L;
    }
    int to = sumsAt;
    c00.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c01.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c10.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c11.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c20.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c21.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
    to += ld;
    c30.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    c31.add(FloatVector.fromArray(SPECIES, sums, to + L)).intoArray(sums, to + L);
  }

  /** 8 rows by one register. */
  static void rows8by1(
      int depth,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      int b4,
      int b5,
      int b6,
      int b7,
      float[] panel,
      int panelAt,
      float[] sums,
      int sumsAt,
      int ld) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c10 = zero;
    FloatVector c20 = zero;
    FloatVector c30 = zero;
    FloatVector c40 = zero;
    FloatVector c50 = zero;
    FloatVector c60 = zero;
    FloatVector c70 = zero;
    int at = panelAt;
    for (int p = 0; p < depth; p++) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, panel, at);
      FloatVector x = FloatVector.broadcast(SPECIES, b[b0 + p]);
      c00 = x.fma(y0, c00);
      x = FloatVector.broadcast(SPECIES, b[b1 + p]);
      c10 = x.fma(y0, c10);
      x = FloatVector.broadcast(SPECIES, b[b2 + p]);
      c20 = x.fma(y0, c20);
      x = FloatVector.broadcast(SPECIES, b[b3 + p]);
      c30 = x.fma(y0, c30);
      x = FloatVector.broadcast(SPECIES, b[b4 + p]);
      c40 = x.fma(y0, c40);
      x = FloatVector.broadcast(SPECIES, b[b5 + p]);
      c50 = x.fma(y0, c50);
      x = FloatVector.broadcast(SPECIES, b[b6 + p]);
      c60 = x.fma(y0, c60);
      x = FloatVector.broadcast(SPECIES, b[b7 + p]);
      c70 = x.fma(y0, c70);
      at += L;
    }
    int to = sumsAt;
    c00.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c10.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c20.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c30.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c40.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c50.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c60.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
    to += ld;
    c70.add(FloatVector.fromArray(SPECIES, sums, to)).intoArray(sums, to);
  }
}
