package io.ebm.core.train;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.core.runtime.Workers;
import io.ebm.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/** The gradients of all lanes and their sums, taken in the order of the lanes. */
final class LaneGradients {

  private static final int CHUNK = 1 << 14;

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
   * Makes the first lane's gradient the mean over all examples and returns its norm, chunk by
   * chunk, so that a chunk is fetched into a core's cache once.
   */
  private double average(Gradient mean, double by) {
    float[] values = mean.values();
    float factor = (float) by;
    double[] squares = new double[chunks(values)];
    workers.forEach(
        squares.length,
        chunk -> {
          int from = chunk * CHUNK;
          int count = Math.min(CHUNK, values.length - from);
          for (int lane = 1; lane < gradients.size(); lane++) {
            Vectors.add(count, values, from, gradients.get(lane).values(), from, values, from);
          }
          Vectors.scale(count, factor, values, from, values, from);
          squares[chunk] = Vectors.sumOfSquares(count, values, from);
        });
    double sum = 0;
    for (double part : squares) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  private static int chunks(float[] values) {
    return (values.length + CHUNK - 1) / CHUNK;
  }

  /** Sums the lanes' gradients, each value over the lanes in their order. */
  void sumInto(Gradient sum) {
    int size = sum.values().length;
    workers.forEach(
        chunks(sum.values()),
        chunk -> {
          int from = chunk * CHUNK;
          int count = Math.min(CHUNK, size - from);
          float[] values = sum.values();
          System.arraycopy(gradients.get(0).values(), from, values, from, count);
          for (int lane = 1; lane < gradients.size(); lane++) {
            Vectors.add(count, values, from, gradients.get(lane).values(), from, values, from);
          }
        });
  }
}
