package io.ebm.models.neural;

import io.ebm.api.Parameters;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;

/**
 * Keeps the greatest singular value of every layer's weights at or below a bound, by dividing the
 * weights of a layer that exceeds it: spectral normalisation (Miyato et al. 2018) as a projection
 * after each step (Gouk et al. 2021, "Regularisation of neural networks by enforcing Lipschitz
 * continuity", section 3). Then a network of {@code k} layers has slopes of at most {@code bound^k}
 * times those of its activations.
 *
 * <p>The singular value comes from {@value #ITERATIONS} power iterations that begin at a function
 * of the weights alone (the sum of the rows, each turned towards the longest), so that a resumed
 * run is the same run. It is from below: a layer may exceed the bound by a few percent.
 *
 * @param bound positive
 */
record SpectralNorm(double bound) implements NetworkForm.Constraint {

  private static final int ITERATIONS = 12;

  @Override
  public void apply(Network network, Parameters parameters) {
    float[] theta = parameters.values();
    for (Parameters.Tensor tensor : network.weights()) {
      int rows = tensor.shape().get(0);
      int at = tensor.offset();
      double norm = norm(theta, at, rows, tensor.size() / rows);
      if (norm > bound) {
        Vectors.scale(tensor.size(), (float) (bound / norm), theta, at, theta, at);
      }
    }
  }

  /** The greatest singular value of a matrix, from below. */
  static double norm(float[] w, int at, int rows, int columns) {
    try (Scratch scratch = Scratch.open()) {
      float[] right = scratch.floats(columns);
      float[] left = scratch.floats(rows);
      start(w, at, rows, columns, right);
      double norm = 0;
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        for (int i = 0; i < rows; i++) {
          left[i] = (float) Vectors.dot(columns, w, at + i * columns, right, 0);
        }
        norm = Math.sqrt(Vectors.sumOfSquares(rows, left, 0));
        if (!(norm > 0)) {
          return norm;
        }
        Vectors.fill(columns, 0f, right, 0);
        for (int i = 0; i < rows; i++) {
          Vectors.axpy(columns, (float) (left[i] / norm), w, at + i * columns, right, 0);
        }
        norm = Math.sqrt(Vectors.sumOfSquares(columns, right, 0));
        if (!(norm > 0)) {
          return norm;
        }
        Vectors.scale(columns, (float) (1 / norm), right, 0, right, 0);
      }
      return norm;
    }
  }

  /** A unit vector that is not orthogonal to all rows. */
  private static void start(float[] w, int at, int rows, int columns, float[] out) {
    int longest = 0;
    double most = -1;
    for (int i = 0; i < rows; i++) {
      double squares = Vectors.sumOfSquares(columns, w, at + i * columns);
      if (squares > most) {
        most = squares;
        longest = i;
      }
    }
    Vectors.fill(columns, 0f, out, 0);
    for (int i = 0; i < rows; i++) {
      double dot = Vectors.dot(columns, w, at + i * columns, w, at + longest * columns);
      Vectors.axpy(columns, dot < 0 ? -1f : 1f, w, at + i * columns, out, 0);
    }
    double norm = Math.sqrt(Vectors.sumOfSquares(columns, out, 0));
    Vectors.scale(columns, norm > 0 ? (float) (1 / norm) : 0f, out, 0, out, 0);
  }
}
