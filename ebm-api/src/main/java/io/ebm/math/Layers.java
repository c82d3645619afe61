package io.ebm.math;

import org.jspecify.annotations.Nullable;

/**
 * Fully connected layers and their derivatives, for one tile of states: {@code h_0 = x, h_l = f(W_l
 * h_{l-1} + b_l)}, and linear outputs. It has one output or several; tangents are for one. Whoever
 * extends it says where the weights and biases lie.
 *
 * <p>A tile is a matrix with a row per unit and a column per state. So the weights are the left
 * operand of every product, read where they lie, and the states fill the vector registers: no
 * product has anything to copy or to transpose. All layers of a tile stand one below the other in
 * one array of {@link #size} floats, the input first. The columns are best a multiple of 32.
 *
 * <p>Thread-safe while nobody writes the values; nothing is allocated.
 */
public class Layers {

  /** Where a tile begins in its array, so that its rows lie in whole lines of the cache. */
  private static final int BEGIN = Gemm.ALIGNED;

  private final Activation activation;
  private final float[] theta;
  private final int outputs;

  /** Units of layer 0 (the input) to k, and the row in a tile where each begins. */
  private final int[] width;

  private final int[] start;

  /** Where the weights and the bias of the layer above layer l lie. */
  private final int[] weight;

  private final int[] bias;

  /**
   * Layers whose values lie in an array.
   *
   * @param activation the function after each hidden layer
   * @param theta the values; read at every call
   * @param width units of the input and of each hidden layer
   * @param outputs how many outputs
   * @param weight where the weights [outputs, inputs] of each layer begin
   * @param bias where the bias of each layer begins
   */
  protected Layers(
      Activation activation, float[] theta, int[] width, int outputs, int[] weight, int[] bias) {
    this.activation = activation;
    this.theta = theta;
    this.width = width.clone();
    this.outputs = outputs;
    this.weight = weight.clone();
    this.bias = bias.clone();
    start = new int[width.length + 1];
    for (int l = 0; l < width.length; l++) {
      start[l + 1] = start[l] + width[l];
    }
  }

  /** How many outputs there are. */
  public final int outputs() {
    return outputs;
  }

  /** How many layers have weights: the hidden ones and the output. */
  public final int layers() {
    return width.length;
  }

  /** The outputs of a layer, from 0: the rows of its weights. */
  public final int rows(int layer) {
    return layer + 1 < width.length ? width[layer + 1] : outputs;
  }

  /** The inputs of a layer. */
  public final int columns(int layer) {
    return width[layer];
  }

  /** Where the weights of a layer lie. */
  public final int weightOffset(int layer) {
    return weight[layer];
  }

  /** Where the bias of a layer lies. */
  public final int biasOffset(int layer) {
    return bias[layer];
  }

  /** Where the inputs of a layer begin in a tile of {@code n} columns. */
  public final int at(int layer, int n) {
    return BEGIN + start[layer] * n;
  }

  /** The function after each hidden layer. */
  public final Activation activation() {
    return activation;
  }

  /** The floats of a tile of {@code n} columns: the units of all layers but the output. */
  public final int size(int n) {
    return at(width.length, n);
  }

  /**
   * Computes the hidden layers from the input.
   *
   * @param n the columns of the tile
   * @param values a tile whose input is given
   * @param slopes receives {@code f'} of each hidden unit, or null
   */
  public final void forward(int n, float[] values, float @Nullable [] slopes) {
    for (int l = 0; l + 1 < width.length; l++) {
      int in = at(l, n);
      int out = at(l + 1, n);
      int units = width[l + 1];
      Gemm.nn(units, n, width[l], theta, weight[l], width[l], values, in, n, values, out, n, false);
      activation.applyToRows(
          units, n, values, out, values, out, theta, bias[l], slopes, out, null, 0);
    }
  }

  /** The outputs of a tile that went {@link #forward}, a row for each. */
  public final void top(int n, float[] values, float[] out) {
    int k = width.length - 1;
    int units = width[k];
    Gemm.nn(outputs, n, units, theta, weight[k], units, values, at(k, n), n, out, 0, n, false);
    for (int o = 0; o < outputs; o++) {
      float b = theta[bias[k] + o];
      for (int i = o * n; i < (o + 1) * n; i++) {
        out[i] += b;
      }
    }
  }

  /**
   * Computes the derivative of the one output by the input, into the input's rows of {@code
   * values}. Both tiles are used up.
   */
  public final void backward(int n, float[] values, float[] slopes) {
    startFromTop(n, width.length == 1 ? values : slopes, null);
    backwardFromTop(n, values, slopes);
  }

  /**
   * Computes the derivative of {@code Σ_o factors_o · output_o} by the input, into the input's rows
   * of {@code values}. Both tiles are used up.
   *
   * @param factors a row for each output
   */
  public final void backward(int n, float[] values, float[] slopes, float[] factors) {
    startFromTops(n, values, slopes, factors);
    backwardFromTop(n, values, slopes);
  }

  private void backwardFromTop(int n, float[] values, float[] slopes) {
    int k = width.length - 1;
    for (int l = k; l > 0; l--) {
      descend(n, l, values, slopes);
      if (l > 1) {
        int at = at(l - 1, n);
        Vectors.multiply(width[l - 1] * n, slopes, at, values, at, slopes, at);
      }
    }
  }

  /**
   * Adds the derivatives of {@code Σ factors · output} by the parameters to a gradient. Both tiles
   * are used up.
   *
   * @param factors a row for each output
   */
  public final void accumulate(
      int n, float[] values, float[] slopes, float[] factors, float[] gradient) {
    int k = width.length - 1;
    addProducts(outputs, width[k], n, factors, 0, values, at(k, n), gradient, weight[k]);
    addRowSums(outputs, n, n, factors, 0, gradient, bias[k]);
    if (k > 0 && outputs == 1) {
      startFromTop(n, slopes, factors);
    } else if (k > 0) {
      startFromTops(n, values, slopes, factors);
    }
    for (int l = k; l > 0; l--) {
      int at = at(l, n);
      int below = at(l - 1, n);
      addProducts(width[l], width[l - 1], n, slopes, at, values, below, gradient, weight[l - 1]);
      addRowSums(width[l], n, n, slopes, at, gradient, bias[l - 1]);
      if (l > 1) {
        descend(n, l, values, slopes);
        Vectors.multiply(width[l - 1] * n, slopes, below, values, below, slopes, below);
      }
    }
  }

  /** Multiplies (or, without hidden layers, fills) the last layer's rows by what lies above. */
  private void startFromTop(int n, float[] tile, float @Nullable [] factors) {
    int k = width.length - 1;
    for (int u = 0; u < width[k]; u++) {
      int at = at(k, n) + u * n;
      float w = theta[weight[k] + u];
      if (k == 0) {
        Vectors.fill(n, w, tile, at);
      } else {
        Vectors.scale(n, w, tile, at, tile, at);
        if (factors != null) {
          Vectors.multiply(n, tile, at, factors, 0, tile, at);
        }
      }
    }
  }

  /** The same for several outputs; without hidden layers it fills the input's rows of values. */
  private void startFromTops(int n, float[] values, float[] slopes, float[] factors) {
    int k = width.length - 1;
    int units = width[k];
    int at = at(k, n);
    Gemm.tn(units, n, outputs, theta, weight[k], units, factors, 0, n, values, at, n, false);
    if (k > 0) {
      Vectors.multiply(units * n, slopes, at, values, at, slopes, at);
    }
  }

  /** Carries the derivatives by the sums of layer l down to the values of the layer below. */
  public final void descend(int n, int l, float[] values, float[] slopes) {
    int below = l - 1;
    Gemm.tn(
        width[below],
        n,
        width[l],
        theta,
        weight[below],
        width[below],
        slopes,
        at(l, n),
        n,
        values,
        at(below, n),
        n,
        false);
  }

  /** Adds A · Bᵀ to a weight's gradient; both have {@code n} columns. */
  public static void addProducts(
      int outputs,
      int inputs,
      int n,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] gradient,
      int at) {
    Gemm.nt(outputs, inputs, n, a, aAt, n, b, bAt, n, gradient, at, inputs, true);
  }

  /** Adds the sums of the first {@code n} columns to a bias' gradient. */
  public static void addRowSums(
      int rows, int n, int stride, float[] a, int aAt, float[] gradient, int at) {
    for (int u = 0; u < rows; u++) {
      gradient[at + u] += (float) Vectors.sum(n, a, aAt + u * stride);
    }
  }

  /**
   * Computes the hidden layers from the input, and back from the one output the derivatives by all
   * units: what {@link #accumulateTangent} needs.
   *
   * @param n the columns of the tiles
   * @param values a tile whose input is given
   * @param slopes receives {@code f'} of each hidden unit
   * @param bends receives {@code f''} times the derivative by the unit's value
   * @param derivatives receives the derivatives by each hidden unit's sum
   * @param toInput whether the input's rows of {@code derivatives} receive those by the input
   */
  public final void forwardAndBack(
      int n, float[] values, float[] slopes, float[] bends, float[] derivatives, boolean toInput) {
    int k = width.length - 1;
    for (int l = 0; l < k; l++) {
      int in = at(l, n);
      int out = at(l + 1, n);
      int units = width[l + 1];
      Gemm.nn(units, n, width[l], theta, weight[l], width[l], values, in, n, values, out, n, false);
      activation.applyToRows(
          units, n, values, out, values, out, theta, bias[l], slopes, out, bends, out);
    }
    for (int u = 0; u < width[k]; u++) {
      Vectors.fill(n, theta[weight[k] + u], derivatives, at(k, n) + u * n);
    }
    for (int l = k; l > 0; l--) {
      int at = at(l, n);
      int count = width[l] * n;
      Vectors.multiply(count, bends, at, derivatives, at, bends, at);
      Vectors.multiply(count, slopes, at, derivatives, at, derivatives, at);
      if (l > 1 || toInput) {
        descend(n, l, derivatives, derivatives);
      }
    }
  }

  /**
   * Adds the derivatives of {@code Σ (directional derivative of the output)} by the parameters to a
   * gradient: a tangent goes forward beside the values, and the derivatives by both go back
   * (Pearlmutter 1994, "Fast exact multiplication by the Hessian"); those by the tangents are what
   * {@link #forwardAndBack} left in {@code derivatives}.
   *
   * @param n the columns of the tiles
   * @param values as {@link #forwardAndBack} left it, like the tiles below
   * @param tangents a tile whose input is the directions
   * @param bends is used up
   */
  public final void accumulateTangent(
      int n,
      float[] values,
      float[] tangents,
      float[] slopes,
      float[] bends,
      float[] derivatives,
      float[] gradient) {
    int k = width.length - 1;
    for (int l = 0; l < k; l++) {
      int in = at(l, n);
      int at = at(l + 1, n);
      int units = width[l + 1];
      Gemm.nn(
          units, n, width[l], theta, weight[l], width[l], tangents, in, n, tangents, at, n, false);
      Vectors.multiply(units * n, bends, at, tangents, at, bends, at);
      Vectors.multiply(units * n, slopes, at, tangents, at, tangents, at);
    }
    addRowSums(width[k], n, n, tangents, at(k, n), gradient, weight[k]);
    try (Scratch scratch = Scratch.open()) {
      float[] byValue = scratch.floats(size(n));
      for (int l = k; l > 0; l--) {
        int at = at(l, n);
        int below = at(l - 1, n);
        int inputs = width[l - 1];
        if (l < k) { // the bends become the derivatives by the sums
          Vectors.multiply(width[l] * n, slopes, at, byValue, at, byValue, at);
          Vectors.add(width[l] * n, bends, at, byValue, at, bends, at);
        }
        addProducts(width[l], inputs, n, bends, at, values, below, gradient, weight[l - 1]);
        addProducts(width[l], inputs, n, derivatives, at, tangents, below, gradient, weight[l - 1]);
        addRowSums(width[l], n, n, bends, at, gradient, bias[l - 1]);
        if (l > 1) {
          descend(n, l, byValue, bends);
        }
      }
    }
  }
}
