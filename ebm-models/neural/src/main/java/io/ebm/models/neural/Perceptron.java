package io.ebm.models.neural;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.math.Activation;
import io.ebm.math.Layers;
import io.ebm.math.Vectors;
import java.util.List;

/** The layers of a perceptron with their parameters. It has one output or several. */
final class Perceptron extends Layers {

  private final Parameters parameters;

  private Perceptron(
      Activation activation,
      Parameters parameters,
      int[] width,
      int outputs,
      int[] weight,
      int[] bias) {
    super(activation, parameters.values(), width, outputs, weight, bias);
    this.parameters = parameters;
  }

  static Perceptron of(int inputs, List<Integer> hidden, int tops, Activation activation) {
    int[] width = new int[hidden.size() + 1];
    width[0] = inputs;
    Parameters.Builder builder = Parameters.builder();
    for (int l = 0; l < width.length; l++) {
      int outputs = l < hidden.size() ? hidden.get(l) : tops;
      builder.add("layers." + l + ".weight", outputs, width[l]);
      builder.add("layers." + l + ".bias", outputs);
      if (l + 1 < width.length) {
        width[l + 1] = outputs;
      }
    }
    return of(activation, builder.build(), width, tops);
  }

  private static Perceptron of(
      Activation activation, Parameters parameters, int[] width, int tops) {
    int[] weight = new int[width.length];
    int[] bias = new int[width.length];
    for (int l = 0; l < width.length; l++) {
      weight[l] = parameters.tensor("layers." + l + ".weight").offset();
      bias[l] = parameters.tensor("layers." + l + ".bias").offset();
    }
    return new Perceptron(activation, parameters, width, tops, weight, bias);
  }

  Parameters parameters() {
    return parameters;
  }

  /** The same layers over other parameters. */
  Perceptron over(Parameters others) {
    int[] width = new int[layers()];
    for (int l = 0; l < width.length; l++) {
      width[l] = columns(l);
    }
    return of(activation(), parameters.requireLayout(others), width, outputs());
  }

  void initialise(double scale, RandomStream random) {
    float[] theta = parameters.values();
    for (int l = 0; l < layers(); l++) {
      float deviation = (float) (scale / Math.sqrt(columns(l)));
      int size = rows(l) * columns(l);
      int weight = weightOffset(l);
      int bias = weight + size; // the bias lies behind the weights
      random.fillGaussian(theta, weight, size);
      Vectors.scale(size, deviation, theta, weight, theta, weight);
      random.fillGaussian(theta, bias, rows(l));
      Vectors.scale(rows(l), deviation, theta, bias, theta, bias);
      if (l + 1 == layers()) {
        Vectors.fill(outputs(), 0f, theta, bias);
      }
    }
  }
}
