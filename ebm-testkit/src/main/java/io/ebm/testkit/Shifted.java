package io.ebm.testkit;

import io.ebm.nn.LinearOperation;

/** {@code y = a x + b}, number by number: something before a layer that learns. */
final class Shifted extends LinearOperation {

  private final int size;
  private final int factor;
  private final int shift;

  /**
   * Creates the operation.
   *
   * @param factor where {@code a} begins in the parameters
   * @param shift where {@code b} begins
   */
  Shifted(int size, int factor, int shift) {
    this.size = size;
    this.factor = factor;
    this.shift = shift;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  private void scale(int n, float[] parameters, float[] memory, int from, int to) {
    for (int k = 0; k < size; k++) {
      for (int s = 0; s < n; s++) {
        memory[to + k * n + s] = parameters[factor + k] * memory[from + k * n + s];
      }
    }
  }

  @Override
  protected void apply(int n, float[] parameters, float[] memory, int x, int y) {
    scale(n, parameters, memory, x, y);
  }

  @Override
  protected void transpose(int n, float[] parameters, float[] memory, int y, int x) {
    scale(n, parameters, memory, y, x);
  }

  @Override
  protected void learn(int n, float[] memory, int x, int y, float[] gradient) {
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int s = 0; s < n; s++) {
        sum += (double) memory[x + k * n + s] * memory[y + k * n + s];
      }
      gradient[factor + k] += (float) sum;
    }
  }

  @Override
  protected void addConstants(int n, float[] parameters, float[] memory, int y) {
    for (int k = 0; k < size; k++) {
      for (int s = 0; s < n; s++) {
        memory[y + k * n + s] += parameters[shift + k];
      }
    }
  }

  @Override
  protected void learnConstants(int n, float[] memory, int y, float[] gradient) {
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int s = 0; s < n; s++) {
        sum += memory[y + k * n + s];
      }
      gradient[shift + k] += (float) sum;
    }
  }
}
