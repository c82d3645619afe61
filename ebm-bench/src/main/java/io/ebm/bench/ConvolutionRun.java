package io.ebm.bench;

import io.ebm.math.Convolution;
import io.ebm.math.Convolution.Spec;
import java.util.Arrays;

/**
 * A convolution of 64 square images by 3 × 3 with padding 1, or one of its gradients, on one core,
 * a tile of states after the other.
 */
final class ConvolutionRun {

  private static final int BATCH = 64;

  private final Convolution convolution;
  private final int what;
  private final int tile;
  private final float[] x;
  private final float[] y;
  private final float[] weights;

  /**
   * Makes the operands.
   *
   * @param what 0 for the convolution, 1 for the gradient by the input, 2 by the weights
   * @param tile states of a tile, a divisor of 64
   */
  ConvolutionRun(int size, int inputs, int outputs, int stride, int what, int tile) {
    Spec spec = new Spec(inputs, size, size, outputs, 3, 3, stride, stride, 1, 1, 1, 1, false, 1);
    this.convolution = Convolution.of(spec);
    this.what = what;
    this.tile = tile;
    this.x = what == 1 ? new float[BATCH * spec.inSize()] : tiled(spec.inSize());
    this.y = what == 0 ? new float[BATCH * spec.outSize()] : tiled(spec.outSize());
    this.weights = what == 2 ? new float[spec.weights()] : Worker.operand(spec.weights());
  }

  /** Operands of all states, in tiles. */
  private float[] tiled(int size) {
    float[] states = Worker.operand(BATCH * size);
    float[] tiles = new float[BATCH * size];
    for (int s = 0; s < BATCH; s++) {
      for (int i = 0; i < size; i++) {
        tiles[(s / tile * size + i) * tile + s % tile] = states[s * size + i];
      }
    }
    return tiles;
  }

  /** Seconds per call, and three elements of the result. */
  double[] run(int calls) {
    Spec spec = convolution.spec();
    long start = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      if (what == 2) {
        Arrays.fill(weights, 0f);
      }
      for (int s = 0; s < BATCH; s += tile) {
        int xAt = s * spec.inSize();
        int yAt = s * spec.outSize();
        switch (what) {
          case 0 -> convolution.forward(tile, x, xAt, weights, 0, y, yAt);
          case 1 -> convolution.inputGradient(tile, y, yAt, weights, 0, x, xAt);
          default -> convolution.weightGradient(tile, x, xAt, y, yAt, weights, 0);
        }
      }
    }
    double time = (System.nanoTime() - start) * 1e-9 / calls;
    float[] result = what == 0 ? y : what == 1 ? x : weights;
    // The first state's first element, one in the middle, which is the first of state 32, the last.
    int middle = what < 2 && tile == BATCH ? BATCH / 2 : result.length / 2;
    return new double[] {time, result[0], result[middle], result[result.length - 1]};
  }
}
