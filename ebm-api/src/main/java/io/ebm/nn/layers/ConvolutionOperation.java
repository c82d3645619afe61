package io.ebm.nn.layers;

import io.ebm.math.Convolution;
import io.ebm.nn.BiasedOperation;

/** {@code y = w ∗ x + b}. */
final class ConvolutionOperation extends BiasedOperation {

  private final Convolution convolution;
  private final int weight;

  ConvolutionOperation(Convolution convolution, int weight, int bias, boolean addsBias) {
    super(
        convolution.spec().outChannels(),
        convolution.outHeight() * convolution.outWidth(),
        bias,
        addsBias);
    this.convolution = convolution;
    this.weight = weight;
  }

  @Override
  public ConvolutionOperation yielded() {
    return new ConvolutionOperation(convolution, weight, bias(), false);
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
    convolution.forward(n, m, x, theta, weight, m, y);
  }

  @Override
  protected void transpose(int n, float[] theta, float[] m, int y, int x) {
    convolution.inputGradient(n, m, y, theta, weight, m, x);
  }

  @Override
  protected void learn(int n, float[] m, int x, int y, float[] gradient) {
    convolution.weightGradient(n, m, x, m, y, gradient, weight);
  }
}
