package io.ebm.nn.layers;

import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;

/** Sines and cosines of fixed linear functions. */
final class Waves {

  private Waves() {}

  /**
   * Adds {@code sin(f x)} of each row {@code f} of frequencies, and {@code cos(f x)} behind them.
   */
  static Value wire(Wiring wiring, Value x, float[][] frequencies) {
    int half = frequencies.length;
    int inputs = x.shape().size();
    int[][] indices = new int[2 * half][inputs];
    float[][] weights = new float[2 * half][];
    double[] phases = new double[2 * half];
    for (int k = 0; k < 2 * half; k++) {
      for (int i = 0; i < inputs; i++) {
        indices[k][i] = i;
      }
      weights[k] = frequencies[k % half];
      phases[k] = k < half ? 0 : Math.PI / 2;
    }
    Shape out = Shape.of(2 * half);
    Value angles = wiring.add(SparseOperation.of(inputs, indices, weights), out, x);
    return wiring.add(new SineOperation(2 * half, phases), out, angles);
  }
}
