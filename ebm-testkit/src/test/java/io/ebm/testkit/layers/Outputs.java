package io.ebm.testkit.layers;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import java.util.List;

/** What a layer makes of one state, with the parameters that it begins with. */
final class Outputs {

  private Outputs() {}

  static float[] of(Layer layer, Shape shape, float[] x) {
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(shape), layer, builder, "");
    float[] theta = builder.build().values();
    network.initialise(theta, RandomStream.of(3));
    return of(network, theta, x);
  }

  static float[] of(Network network, float[] theta, float[] x) {
    try (Run run = network.run(Passes.VALUES, theta, null)) {
      begin(run, x);
      return column(run, run.output(0), network.output().size());
    }
  }

  /** The slopes of the sum of the outputs by the numbers of the state. */
  static float[] slopes(Layer layer, Shape shape, float[] x) {
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(shape), layer, builder, "");
    float[] theta = builder.build().values();
    network.initialise(theta, RandomStream.of(3));
    try (Run run = network.run(Passes.INPUT_SLOPES, theta, null)) {
      begin(run, x);
      run.seed(0, 1);
      run.next();
      return column(run, run.inputSlope(0, 0), x.length);
    }
  }

  private static void begin(Run run, float[] x) {
    run.begin(1);
    run.load(0, 0, Intake.plain(x.length), Batch.of(x, x.length), 0);
    run.next();
  }

  private static float[] column(Run run, int at, int size) {
    float[] column = new float[size];
    for (int k = 0; k < size; k++) {
      column[k] = run.memory()[at + k * run.columns()];
    }
    return column;
  }
}
