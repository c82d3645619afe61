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

  private Network(
      Activation activation,
      List<Integer> hidden,
      Parameters parameters,
      int[] width,
      int outputs,
      int[] weight,
      int[] bias) {
    super(activation, parameters.values(), width, outputs, weight, bias);
    this.activation = activation;
    this.hidden = hidden;
    this.parameters = parameters;
  }

  static Network of(int inputs, List<Integer> hidden, int outputs, Activation activation) {
    int layers = hidden.size() + 1;
    int[] width = new int[layers];
    int[] weight = new int[layers];
    int[] bias = new int[layers];
    Parameters.Builder builder = Parameters.builder();
    int at = 0;
    for (int l = 0; l < layers; l++) {
      width[l] = l == 0 ? inputs : hidden.get(l - 1);
      int tops = l < hidden.size() ? hidden.get(l) : outputs;
      builder.add("layers." + l + ".weight", tops, width[l]);
      builder.add("layers." + l + ".bias", tops);
      weight[l] = at;
      bias[l] = at + tops * width[l];
      at = bias[l] + tops;
    }
    return new Network(activation, hidden, builder.build(), width, outputs, weight, bias);
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

  /** Another network of the same form and the same values. */
  Network copy() {
    Network copy = of(columns(0), hidden, outputs(), activation);
    System.arraycopy(parameters.values(), 0, copy.parameters.values(), 0, parameters.size());
    return copy;
  }

  /** The columns of a tile of so many states. */
  static int stride(int states) {
    return states <= TILE / 2 ? TILE / 2 : TILE;
  }
}
