package io.ebm.models.hopfield;

import io.ebm.math.Gemm;
import io.ebm.math.Scratch;

/**
 * Symmetric matrices without a diagonal, each pair once: row {@code i} has the elements {@code j <
 * i}, at {@code i (i - 1) / 2}. Products work on square blocks that are laid out on the way.
 */
final class Triangle {

  /** The most units of which a call lays all couplings out as a square. */
  static final int SQUARE = 2048;

  /** The most units whose pairs fit into an array. */
  static final int MOST = 65_000;

  private static final int BLOCK = 128;

  private Triangle() {}

  /** How many pairs {@code n} units have. */
  static int size(int n) {
    return (int) ((long) n * (n - 1) / 2);
  }

  /** Where row {@code i} begins. */
  static int row(int i) {
    return (int) ((long) i * (i - 1) / 2);
  }

  /** The element of a pair of different units. */
  static int at(int i, int j) {
    return i > j ? row(i) + j : row(j) + i;
  }

  /** {@code H = S · W}: rows of {@code n} spins and of {@code n} fields. */
  static void fields(int rows, int n, float[] w, float[] spins, int at, float[] fields) {
    try (Scratch scratch = Scratch.open()) {
      float[] block = scratch.floats(BLOCK * BLOCK);
      java.util.Arrays.fill(fields, 0, rows * n, 0);
      for (int i = 0; i < n; i += BLOCK) {
        int height = Math.min(BLOCK, n - i);
        for (int j = 0; j <= i; j += BLOCK) {
          int width = Math.min(BLOCK, n - j);
          layOut(w, i, height, j, width, block);
          Gemm.nt(rows, height, width, spins, at + j, n, block, 0, BLOCK, fields, i, n, true);
          if (j < i) {
            Gemm.nn(rows, width, height, spins, at + i, n, block, 0, BLOCK, fields, j, n, true);
          }
        }
      }
    }
  }

  /** Adds {@code factor · Σ_r a_r b_rᵀ}, which must be symmetric off its diagonal. */
  static void addProducts(
      int rows, int n, float factor, float[] a, float[] b, float[] into, int intoAt) {
    try (Scratch scratch = Scratch.open()) {
      float[] block = scratch.floats(BLOCK * n);
      for (int i = 0; i < n; i += BLOCK) {
        int height = Math.min(BLOCK, n - i);
        int width = i + height;
        Gemm.tn(height, width, rows, a, i, n, b, 0, n, block, 0, width, false);
        for (int k = 0; k < height; k++) {
          int to = intoAt + row(i + k);
          for (int j = 0; j < i + k; j++) {
            into[to + j] += factor * block[k * width + j];
          }
        }
      }
    }
  }

  /** The whole matrix, with zeros on its diagonal. */
  static void square(int n, float[] w, float[] out) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(w, row(i), out, i * n, i);
      out[i * n + i] = 0;
    }
    for (int i = 0; i < n; i += 32) { // in blocks, so that what is read column by column is near
      for (int j = i; j < n; j++) {
        for (int k = i; k < Math.min(j, i + 32); k++) {
          out[k * n + j] = out[j * n + k];
        }
      }
    }
  }

  private static void layOut(float[] w, int i, int height, int j, int width, float[] block) {
    for (int k = 0; k < height; k++) {
      int from = row(i + k) + j;
      int below = Math.max(0, Math.min(width, i + k - j));
      System.arraycopy(w, from, block, k * BLOCK, below);
      for (int c = below; c < width; c++) {
        block[k * BLOCK + c] = j + c == i + k ? 0 : w[row(j + c) + i + k];
      }
    }
  }
}
