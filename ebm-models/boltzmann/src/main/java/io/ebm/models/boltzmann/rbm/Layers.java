package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Parameters;
import io.ebm.math.BinaryGemm;
import io.ebm.math.Gemm;
import io.ebm.math.PackedMatrix;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * The two layers and what stands between them: {@code E(v, h) = U(v) + U(h) - vᵀWh - bᵀv - cᵀh}.
 *
 * @param visible the kind of the visible units
 * @param hidden the kind of the hidden units
 * @param parameters {@code weights} [visible, hidden], {@code visible-bias}, {@code hidden-bias};
 *     of visible units that are coded by several numbers, as many rows and biases
 * @param copies the weights as they were when the parameters were frozen, or null
 */
record Layers(Units visible, Units hidden, Parameters parameters, @Nullable Copies copies) {

  /** {@code W} and {@code Wᵀ}, for products with one and the same matrix time and again. */
  record Copies(PackedMatrix weights, PackedMatrix transposed) {}

  static final String WEIGHTS = "weights";
  static final String VISIBLE_BIAS = "visible-bias";
  static final String HIDDEN_BIAS = "hidden-bias";

  static Layers of(Units visible, Units hidden, int visibleUnits, int hiddenUnits) {
    return new Layers(
        visible,
        hidden,
        Parameters.builder()
            .add(WEIGHTS, visibleUnits, hiddenUnits)
            .add(VISIBLE_BIAS, visibleUnits)
            .add(HIDDEN_BIAS, hiddenUnits)
            .build(),
        null);
  }

  /** The same layers over other parameters. */
  Layers over(Parameters others) {
    return new Layers(visible, hidden, others, null);
  }

  /** The same layers for as long as nobody writes the parameters. */
  Layers frozen() {
    int n = visibleUnits();
    int k = hiddenUnits();
    Copies copies =
        new Copies(
            PackedMatrix.of(n, k, values(), 0, k), PackedMatrix.ofTransposed(k, n, values(), 0, k));
    return new Layers(visible, hidden, parameters, copies);
  }

  /** Whether states of visible units are not their own codes. */
  boolean coded() {
    return visible.width() > 1;
  }

  /** How many numbers code the visible units. */
  int visibleUnits() {
    return parameters.tensors().get(0).shape().get(0);
  }

  int hiddenUnits() {
    return parameters.tensors().get(0).shape().get(1);
  }

  float[] values() {
    return parameters.values();
  }

  /** Where {@code b} begins in {@link #values()}; {@code W} begins at 0. */
  int visibleBias() {
    return parameters.tensors().get(1).offset();
  }

  /** Where {@code c} begins in {@link #values()}. */
  int hiddenBias() {
    return parameters.tensors().get(2).offset();
  }

  /** The inputs {@code c + Wᵀv} of the hidden units for states of the visible ones. */
  void hiddenInputs(int rows, float[] v, int at, float[] out) {
    int n = hiddenUnits();
    int k = visibleUnits();
    repeat(rows, n, hiddenBias(), out);
    boolean sums = visible.binary() && (copies == null || BinaryGemm.sparse(rows, k, v, at, k));
    if (sums) {
      BinaryGemm.nn(rows, n, k, v, at, k, values(), 0, n, out, 0, n, true);
    } else if (copies != null) {
      copies.weights().multiply(rows, v, at, k, out, 0, n, true);
    } else {
      Gemm.nn(rows, n, k, v, at, k, values(), 0, n, out, 0, n, true);
    }
  }

  /** The inputs {@code b + Wh} of the visible units for states of the hidden ones. */
  void visibleInputs(int rows, float[] h, float[] out) {
    int n = visibleUnits();
    int k = hiddenUnits();
    repeat(rows, n, visibleBias(), out);
    if (copies != null) {
      copies.transposed().multiply(rows, h, 0, k, out, 0, n, true);
    } else if (hidden.binary()) {
      BinaryGemm.nt(rows, n, k, h, 0, k, values(), 0, k, out, 0, n, true);
    } else {
      Gemm.nt(rows, n, k, h, 0, k, values(), 0, k, out, 0, n, true);
    }
  }

  /** Adds {@code Σ v hᵀ} to a gradient by the weights, for states of the visible units. */
  void addProducts(int rows, float[] v, int at, float[] h, float[] gradient) {
    int m = visibleUnits();
    int n = hiddenUnits();
    if (visible.binary()) {
      BinaryGemm.tn(m, n, rows, v, at, m, h, 0, n, gradient, 0, n, true);
    } else {
      Gemm.tn(m, n, rows, v, at, m, h, 0, n, gradient, 0, n, true);
    }
  }

  private void repeat(int rows, int n, int bias, float[] out) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values(), bias, out, i * n, n);
    }
  }

  /** Adds {@code factor · bᵀv} of every row to {@code out}. */
  void addVisibleBias(int rows, double factor, float[] v, int at, double[] out) {
    int n = visibleUnits();
    for (int i = 0; i < rows; i++) {
      out[i] += factor * Vectors.dot(n, values(), visibleBias(), v, at + i * n);
    }
  }
}
