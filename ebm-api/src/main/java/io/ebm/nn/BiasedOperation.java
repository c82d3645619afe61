package io.ebm.nn;

import io.ebm.math.Vectors;

/**
 * A linear map plus a number for each channel of the output, {@code y = W x + b}. The numbers may
 * be left to an activation behind it, which adds them as it goes.
 */
public abstract class BiasedOperation extends LinearOperation implements Fusion.Yielding {

  private final int channels;
  private final int positions;
  private final int bias;
  private final boolean addsBias;

  /**
   * Creates the operation.
   *
   * @param channels those of the output
   * @param positions those of each channel
   * @param bias where the biases begin in the parameters, or -1 for none
   * @param addsBias whether it adds them itself; if not, it still learns them
   */
  protected BiasedOperation(int channels, int positions, int bias, boolean addsBias) {
    this.channels = channels;
    this.positions = positions;
    this.bias = bias;
    this.addsBias = addsBias;
  }

  @Override
  public final int bias() {
    return bias;
  }

  @Override
  public final int channels() {
    return channels;
  }

  @Override
  protected final void addConstants(int n, float[] parameters, float[] memory, int y) {
    if (bias >= 0 && addsBias) {
      int columns = positions * n;
      for (int c = 0; c < channels; c++) {
        Vectors.addConstant(columns, parameters[bias + c], memory, y + c * columns);
      }
    }
  }

  @Override
  protected final void learnConstants(int n, float[] memory, int y, float[] gradient) {
    if (bias >= 0) {
      int columns = positions * n;
      for (int c = 0; c < channels; c++) {
        gradient[bias + c] += (float) Vectors.sum(columns, memory, y + c * columns);
      }
    }
  }
}
