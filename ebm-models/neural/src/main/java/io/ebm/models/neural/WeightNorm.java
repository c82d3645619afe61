package io.ebm.models.neural;

import io.ebm.api.Parameters;
import io.ebm.math.Vectors;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;

/**
 * A bound on the length of the weights of each unit, to which longer ones are scaled (Srebro and
 * Shraibman 2005, "Rank, trace-norm and max-norm"). A unit is a row of a tensor of weights.
 *
 * @param bound positive
 */
record WeightNorm(double bound) implements NetworkForm.Constraint {

  @Override
  public void apply(Network network, Parameters parameters) {
    float[] theta = parameters.values();
    for (Parameters.Tensor tensor : network.weights()) {
      int rows = tensor.shape().get(0);
      int columns = tensor.size() / rows;
      for (int r = 0; r < rows; r++) {
        int at = tensor.offset() + r * columns;
        double norm = Math.sqrt(Vectors.sumOfSquares(columns, theta, at));
        if (norm > bound) {
          Vectors.scale(columns, (float) (bound / norm), theta, at, theta, at);
        }
      }
    }
  }
}
