package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.math.Matrices;
import io.ebm.math.Vectors;
import io.ebm.nn.Intake;
import io.ebm.nn.Network;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;

/**
 * A network from rows to embeddings.
 *
 * @param network with one input
 * @param rows how rows enter
 */
record Encoder(Network network, Intake rows) {

  /** How many numbers an embedding has. */
  int dim() {
    return network.output().size();
  }

  /**
   * Computes the embeddings of the first rows.
   *
   * @param to receives {@code n × dim} floats
   */
  void embed(Parameters parameters, Batch x, int n, float[] to, int at) {
    int dim = dim();
    try (Run run = network.run(Passes.VALUES, parameters.values(), null)) {
      for (int from = 0; from < n; from += run.most()) {
        int count = run.begin(n - from);
        run.load(0, 0, rows, x, from);
        run.next();
        int y = run.output(0);
        Matrices.transpose(dim, count, run.memory(), y, run.columns(), to, at + from * dim, dim);
      }
    }
  }

  /**
   * Adds the gradient of {@code Σ slopes · embeddings}.
   *
   * @param slopes {@code n × dim} floats
   */
  void accumulate(Parameters parameters, Batch x, int n, float[] slopes, int at, Gradient into) {
    int dim = dim();
    try (Run run = network.run(Passes.PARAMETER_SLOPES, parameters.values(), into.values())) {
      for (int from = 0; from < n; from += run.most()) {
        int count = run.begin(n - from);
        run.load(0, 0, rows, x, from);
        run.next();
        int y = run.outputSlope(0);
        Vectors.fill(dim * run.columns(), 0f, run.memory(), y);
        Matrices.transpose(
            count, dim, slopes, at + from * dim, dim, run.memory(), y, run.columns());
        run.next();
      }
    }
  }
}
