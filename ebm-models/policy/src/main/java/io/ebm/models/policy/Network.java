package io.ebm.models.policy;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.math.Activation;
import io.ebm.math.Layers;
import io.ebm.math.Vectors;
import java.util.List;

/** The layers of a policy with their parameters. */
final class Network extends Layers {

  /** The most columns of a tile. */
  static final int TILE = 64;

  private final Activation activation;
  private final List<Integer> hidden;
  private final Parameters parameters;
  private final int firstTensor;

  private Network(
      Activation activation,
      List<Integer> hidden,
      Parameters parameters,
      int firstTensor,
      int[] width,
      int outputs,
      int[] weight,
      int[] bias) {
    super(activation, parameters.values(), width, outputs, weight, bias);
    this.activation = activation;
    this.hidden = hidden;
    this.parameters = parameters;
    this.firstTensor = firstTensor;
  }

  static Network of(int inputs, List<Integer> hidden, int outputs, Activation activation) {
    Parameters.Builder builder = Parameters.builder();
    declare(builder, "layers", inputs, hidden, outputs);
    return over(builder.build(), 0, inputs, hidden, outputs, activation);
  }

  /** Appends the tensors {@code prefix.l.weight} and {@code prefix.l.bias} of all layers. */
  static void declare(
      Parameters.Builder builder, String prefix, int inputs, List<Integer> hidden, int outputs) {
    for (int l = 0; l <= hidden.size(); l++) {
      int tops = l < hidden.size() ? hidden.get(l) : outputs;
      builder.add(prefix + "." + l + ".weight", tops, l == 0 ? inputs : hidden.get(l - 1));
      builder.add(prefix + "." + l + ".bias", tops);
    }
  }

  /**
   * Layers over some of the tensors of a model.
   *
   * @param firstTensor the index of the first of them, in the order of {@link #declare}
   */
  static Network over(
      Parameters parameters,
      int firstTensor,
      int inputs,
      List<Integer> hidden,
      int outputs,
      Activation activation) {
    int layers = hidden.size() + 1;
    int[] width = new int[layers];
    int[] weight = new int[layers];
    int[] bias = new int[layers];
    for (int l = 0; l < layers; l++) {
      width[l] = l == 0 ? inputs : hidden.get(l - 1);
      weight[l] = parameters.tensors().get(firstTensor + 2 * l).offset();
      bias[l] = parameters.tensors().get(firstTensor + 2 * l + 1).offset();
    }
    return new Network(activation, hidden, parameters, firstTensor, width, outputs, weight, bias);
  }

  /** The same layers over other parameters. */
  Network over(Parameters others) {
    return over(
        parameters.requireLayout(others), firstTensor, columns(0), hidden, outputs(), activation);
  }

  Parameters parameters() {
    return parameters;
  }

  /** Weights and biases normal with standard deviation {@code scale / √inputs}, the last bias 0. */
  void initialise(double scale, RandomStream random) {
    float[] theta = parameters.values();
    for (int l = 0; l < layers(); l++) {
      float deviation = (float) (scale / Math.sqrt(columns(l)));
      int weights = rows(l) * columns(l);
      int count = l + 1 < layers() ? weights + rows(l) : weights;
      random.fillGaussian(theta, weightOffset(l), count);
      Vectors.scale(count, deviation, theta, weightOffset(l), theta, weightOffset(l));
    }
  }

  /** The columns of a tile of so many states. */
  static int stride(int states) {
    return states <= TILE / 2 ? TILE / 2 : TILE;
  }
}
