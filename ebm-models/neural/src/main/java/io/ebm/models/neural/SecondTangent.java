package io.ebm.models.neural;

import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;

/**
 * Second derivatives of a perceptron's one output along directions, and their derivatives by the
 * parameters: a tangent and a second tangent go forward beside the values, of a unit {@code h =
 * f(z)} as {@code f'(z) ż} and {@code f''(z) ż² + f'(z) z̈}, and the derivatives by all three go
 * back together.
 *
 * <p>Tiles have {@code 3n} columns: values left, tangents in the middle, second tangents right.
 */
final class SecondTangent {

  private final Perceptron network;

  SecondTangent(Perceptron network) {
    this.network = network;
  }

  /** The first three derivatives of every unit, and the tangents of its sum, first and second. */
  private static final class Units {
    final float[] first;
    final float[] second;
    final float[] third;
    final float[] tangents;

    Units(int size, Scratch scratch) {
      first = scratch.floats(size);
      second = scratch.floats(size);
      third = scratch.floats(size);
      tangents = scratch.floats(2 * size);
    }
  }

  /**
   * Computes the second derivatives and adds the derivatives of {@code Σ factors · second
   * derivative} by the parameters to a gradient.
   *
   * @param n the number of states
   * @param values a tile whose input holds states, directions and zeros
   * @param work a tile of any contents
   * @param factors a factor for each state
   * @param out receives {@code n} second derivatives
   */
  void accumulate(
      int n, float[] values, float[] work, float[] factors, float[] out, float[] gradient) {
    int k = network.layers() - 1;
    int columns = 3 * n;
    float[] theta = network.parameters().values();
    try (Scratch scratch = Scratch.open()) {
      Units units = new Units(network.size(n), scratch);
      float[] top = scratch.floats(columns);
      forward(n, values, units);
      Vectors.fill(2 * n, 0f, top, 0);
      System.arraycopy(factors, 0, top, 2 * n, n);
      int width = network.columns(k);
      int at = network.at(k, columns);
      int weight = network.weightOffset(k);
      Vectors.fill(n, 0f, out, 0);
      for (int u = 0; u < width; u++) {
        float w = theta[weight + u];
        Vectors.axpy(n, w, values, at + u * columns + 2 * n, out, 0);
        Vectors.scale(columns, w, top, 0, work, at + u * columns);
      }
      Perceptron.addProducts(1, width, columns, top, 0, values, at, gradient, weight);
      for (int l = k; l > 0; l--) {
        back(l, n, values, work, units, gradient);
        if (l > 1) {
          network.descend(columns, l, work, work);
        }
      }
    }
  }

  private void forward(int n, float[] values, Units units) {
    int columns = 3 * n;
    float[] theta = network.parameters().values();
    for (int l = 0; l + 1 < network.layers(); l++) {
      int inputs = network.columns(l);
      int width = network.rows(l);
      int in = network.at(l, columns);
      int out = network.at(l + 1, columns);
      int at = network.at(l + 1, n);
      int weight = network.weightOffset(l);
      int bias = network.biasOffset(l);
      Gemm.nn(
          width, columns, inputs, theta, weight, inputs, values, in, columns, values, out, columns,
          false);
      for (int u = 0; u < width; u++) {
        int row = out + u * columns;
        network.activation().third(n, values, row, theta[bias + u], units.third, at + u * n);
        System.arraycopy(values, row + n, units.tangents, 2 * (at + u * n), 2 * n);
      }
      network
          .activation()
          .applyToRows(
              width, n, values, out, columns, theta, bias, units.first, at, units.second, at);
      for (int u = 0; u < width; u++) {
        tangents(n, values, out + u * columns, units, at + u * n);
      }
    }
  }

  /** From the tangents of a unit's sum to those of its value. */
  private static void tangents(int n, float[] values, int row, Units units, int at) {
    for (int i = 0; i < n; i++) {
      float f1 = units.first[at + i];
      float z1 = values[row + n + i];
      float z2 = values[row + 2 * n + i];
      values[row + n + i] = f1 * z1;
      values[row + 2 * n + i] = units.second[at + i] * z1 * z1 + f1 * z2;
    }
  }

  private void back(int l, int n, float[] values, float[] work, Units units, float[] gradient) {
    int columns = 3 * n;
    int width = network.columns(l);
    int inputs = network.columns(l - 1);
    int from = network.at(l, columns);
    for (int u = 0; u < width; u++) {
      throughUnit(n, work, from + u * columns, units, network.at(l, n) + u * n);
    }
    int below = network.at(l - 1, columns);
    Perceptron.addProducts(
        width, inputs, columns, work, from, values, below, gradient, network.weightOffset(l - 1));
    Perceptron.addRowSums(width, n, columns, work, from, gradient, network.biasOffset(l - 1));
  }

  /** From the derivatives by a unit's value and its tangents to those by its sum and its. */
  private static void throughUnit(int n, float[] work, int row, Units units, int at) {
    for (int i = 0; i < n; i++) {
      float byValue = work[row + i];
      float byFirst = work[row + n + i];
      float bySecond = work[row + 2 * n + i];
      float f1 = units.first[at + i];
      float f2 = units.second[at + i];
      float z1 = units.tangents[2 * at + i];
      float z2 = units.tangents[2 * at + n + i];
      work[row + i] =
          f1 * byValue + f2 * z1 * byFirst + (units.third[at + i] * z1 * z1 + f2 * z2) * bySecond;
      work[row + n + i] = f1 * byFirst + 2 * f2 * z1 * bySecond;
      work[row + 2 * n + i] = f1 * bySecond;
    }
  }
}
