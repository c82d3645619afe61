package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.math.Gemm;
import io.ebm.math.Vectors;

/**
 * An encoder of rows: one hidden layer of tanh, or none, then a linear layer, whose output may be
 * scaled to length one. Tensors {@code NAME.layers.l.weight} [outputs, inputs] and {@code .bias}.
 */
final class Tower {

  /** Keeps an embedding of length zero from being divided by. */
  private static final double LEAST = 1e-12;

  private final Parameters parameters;
  private final int in;
  private final int hidden;
  private final int out;
  private final boolean normalise;
  private final int[] weight = new int[2];
  private final int[] bias = new int[2];

  Tower(Parameters parameters, String name, int in, int hidden, int out, boolean normalise) {
    this.parameters = parameters;
    this.in = in;
    this.hidden = hidden;
    this.out = out;
    this.normalise = normalise;
    for (int l = 0; l < (hidden > 0 ? 2 : 1); l++) {
      weight[l] = parameters.tensor(name + ".layers." + l + ".weight").offset();
      bias[l] = parameters.tensor(name + ".layers." + l + ".bias").offset();
    }
  }

  static void declare(Parameters.Builder builder, String name, int in, int hidden, int out) {
    int layer = 0;
    int width = in;
    if (hidden > 0) {
      builder.add(name + ".layers.0.weight", hidden, in);
      builder.add(name + ".layers.0.bias", hidden);
      layer = 1;
      width = hidden;
    }
    builder.add(name + ".layers." + layer + ".weight", out, width);
    builder.add(name + ".layers." + layer + ".bias", out);
  }

  /** Weights normal of deviation {@code 1/√inputs}, biases zero. */
  void initialise(RandomStream random) {
    float[] theta = parameters.values();
    int width = in;
    for (int l = 0; l < (hidden > 0 ? 2 : 1); l++) {
      int units = hidden > 0 && l == 0 ? hidden : out;
      int size = units * width;
      random.fillGaussian(theta, weight[l], size);
      float deviation = (float) (1 / Math.sqrt(width));
      Vectors.scale(size, deviation, theta, weight[l], theta, weight[l]);
      width = units;
    }
  }

  /** How many floats {@link #forward} writes for {@code n} rows. */
  int work(int n) {
    return n * (hidden + out + 1);
  }

  /** Where in the work of {@code n} rows the embeddings begin: {@code n × out}. */
  int embeddings(int n) {
    return n * hidden;
  }

  /** Computes hidden units, embeddings, and the lengths that these had. */
  void forward(Batch x, int n, float[] work) {
    float[] theta = parameters.values();
    int at = embeddings(n);
    int layer = 0;
    if (hidden > 0) {
      Gemm.nt(
          n, hidden, in, x.array(), x.offset(), in, theta, weight[0], in, work, 0, hidden, false);
      for (int i = 0; i < n * hidden; i++) {
        work[i] = (float) Math.tanh(work[i] + theta[bias[0] + i % hidden]);
      }
      Gemm.nt(n, out, hidden, work, 0, hidden, theta, weight[1], hidden, work, at, out, false);
      layer = 1;
    } else {
      Gemm.nt(n, out, in, x.array(), x.offset(), in, theta, weight[0], in, work, at, out, false);
    }
    int lengths = at + n * out;
    for (int i = 0; i < n; i++) {
      double squares = LEAST;
      for (int k = 0; k < out; k++) {
        work[at + i * out + k] += theta[bias[layer] + k];
        squares += (double) work[at + i * out + k] * work[at + i * out + k];
      }
      float length = normalise ? (float) Math.sqrt(squares) : 1;
      work[lengths + i] = length;
      for (int k = 0; k < out; k++) {
        work[at + i * out + k] /= length;
      }
    }
  }

  /**
   * Adds the gradient of {@code Σ slopes · embeddings}.
   *
   * @param slopes {@code n × out} from index 0; used up
   * @param some work of {@code n × hidden} floats
   */
  void accumulate(Batch x, int n, float[] work, float[] slopes, float[] some, Gradient into) {
    float[] theta = parameters.values();
    float[] g = into.values();
    int at = embeddings(n);
    int layer = hidden > 0 ? 1 : 0;
    for (int i = 0; i < n; i++) {
      double along = 0;
      for (int k = 0; k < out; k++) {
        along += (double) slopes[i * out + k] * work[at + i * out + k];
      }
      for (int k = 0; k < out; k++) {
        int here = i * out + k;
        double slope = normalise ? slopes[here] - along * work[at + here] : slopes[here];
        slopes[here] = (float) (slope / work[at + n * out + i]);
        g[bias[layer] + k] += slopes[here];
      }
    }
    if (hidden == 0) {
      Gemm.tn(out, in, n, slopes, 0, out, x.array(), x.offset(), in, g, weight[0], in, true);
      return;
    }
    Gemm.tn(out, hidden, n, slopes, 0, out, work, 0, hidden, g, weight[1], hidden, true);
    Gemm.nn(n, hidden, out, slopes, 0, out, theta, weight[1], hidden, some, 0, hidden, false);
    for (int i = 0; i < n * hidden; i++) {
      some[i] *= 1 - work[i] * work[i];
      g[bias[0] + i % hidden] += some[i];
    }
    Gemm.tn(hidden, in, n, some, 0, hidden, x.array(), x.offset(), in, g, weight[0], in, true);
  }
}
