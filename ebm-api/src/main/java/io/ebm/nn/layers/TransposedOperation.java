package io.ebm.nn.layers;

import io.ebm.math.Convolution;
import io.ebm.nn.BiasedOperation;

/** The adjoint of a convolution, and biases: its input is what the convolution gives. */
final class TransposedOperation extends BiasedOperation {

  private final Convolution convolution;
  private final int weight;

  TransposedOperation(Convolution convolution, int weight, int bias, boolean addsBias) {
    super(
        convolution.spec().inChannels(),
        convolution.spec().height() * convolution.spec().width(),
        bias,
        addsBias);
    this.convolution = convolution;
    this.weight = weight;
  }

  @Override
  public TransposedOperation yielded() {
    return new TransposedOperation(convolution, weight, bias(), false);
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return (long) convolution.spec().weights() * convolution.outHeight() * convolution.outWidth();
  }

  @Override
  protected void apply(int n, float[] theta, float[] m, int x, int y) {
    convolution.inputGradient(n, m, x, theta, weight, m, y);
  }

  @Override
  protected void transpose(int n, float[] theta, float[] m, int y, int x) {
    convolution.forward(n, m, y, theta, weight, m, x);
  }

  @Override
  protected void learn(int n, float[] m, int x, int y, float[] gradient) {
    convolution.weightGradient(n, m, y, m, x, gradient, weight);
  }
}
