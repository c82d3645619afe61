package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.core.runtime.Workers;
import io.ebm.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/** The gradients of all lanes and their sums, taken in the order of the lanes. */
final class LaneGradients {

  private final List<Gradient> gradients = new ArrayList<>();
  private final Workers workers;

  LaneGradients(Parameters parameters, int lanes, boolean sparse, Workers workers) {
    this.workers = workers;
    for (int lane = 0; lane < lanes; lane++) {
      gradients.add(sparse ? parameters.newSparseGradient() : parameters.newGradient());
    }
  }

  Gradient get(int lane) {
    return gradients.get(lane);
  }

  /** Makes the first lane's gradient the sum of all, times a factor, and returns its norm. */
  double average(double factor) {
    Gradient gradient = gradients.get(0);
    return gradient.isSparse() ? averageSparse(gradient, factor) : average(gradient, factor);
  }

  private double averageSparse(Gradient gradient, double factor) {
    for (int lane = 1; lane < gradients.size(); lane++) {
      gradient.add(gradients.get(lane));
    }
    gradient.scale(factor);
    return gradient.norm();
  }

  /**
   * Makes the first lane's gradient the mean over all examples and returns its norm, range by
   * range, so that one is fetched into a core's cache once.
   */
  private double average(Gradient mean, double by) {
    float[] values = mean.values();
    float factor = (float) by;
    double squares =
        workers.sum(
            values.length,
            (from, to) -> {
              add(values, from, to - from);
              Vectors.scale(to - from, factor, values, from, values, from);
              return Vectors.sumOfSquares(to - from, values, from);
            });
    return Math.sqrt(squares);
  }

  /** Adds a range of the gradients of all lanes but the first, in their order. */
  private void add(float[] to, int from, int count) {
    for (int lane = 1; lane < gradients.size(); lane++) {
      Vectors.add(count, to, from, gradients.get(lane).values(), from, to, from);
    }
  }

  /** Sums the lanes' gradients, each value over the lanes in their order. */
  void sumInto(Gradient sum) {
    float[] values = sum.values();
    workers.forRanges(
        values.length,
        (from, to) -> {
          System.arraycopy(gradients.get(0).values(), from, values, from, to - from);
          add(values, from, to - from);
        });
  }
}
