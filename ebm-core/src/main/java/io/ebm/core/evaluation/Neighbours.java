package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Parallel;
import io.ebm.api.Rescaled;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * The nearest training example of each of some rows, by the Euclidean distance in the units of the
 * data's source: all are compared with all.
 *
 * @param nearest the number of that example; of several as near, the first
 * @param distances how far it is
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results that nobody compares
public record Neighbours(int[] nearest, double[] distances) {

  /** Examples that are compared at once by a thread. */
  private static final int CHUNK = 256;

  /**
   * Finds them, on all threads.
   *
   * @param rows in the units of the data's source
   * @param data with at least one training example of the same dimension
   */
  public static Neighbours of(Batch rows, Dataset data, Parallel threads) {
    Examples examples = data.train();
    int size = examples.size();
    int chunks = (size + CHUNK - 1) / CHUNK;
    int[][] found = new int[chunks][rows.size()];
    double[][] least = new double[chunks][rows.size()];
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i;
    }
    Rescaled units = data instanceof Rescaled rescaled ? rescaled : null;
    threads.parallel(
        chunks,
        chunk -> {
          int from = chunk * CHUNK;
          int count = Math.min(CHUNK, size - from);
          try (Scratch scratch = Scratch.open()) {
            Batch some = read(examples, units, numbers, from, count, rows.dim(), scratch);
            compare(rows, some, from, found[chunk], least[chunk], scratch);
          }
        });
    int[] nearest = new int[rows.size()];
    double[] distances = new double[rows.size()];
    for (int i = 0; i < nearest.length; i++) {
      int best = 0;
      for (int chunk = 1; chunk < chunks; chunk++) {
        best = least[chunk][i] < least[best][i] ? chunk : best;
      }
      nearest[i] = found[best][i];
      distances[i] = distance(rows, i, examples, units, nearest[i]);
    }
    return new Neighbours(nearest, distances);
  }

  private static Batch read(
      Examples examples,
      @Nullable Rescaled units,
      int[] numbers,
      int from,
      int count,
      int dim,
      Scratch scratch) {
    Batch some = Batch.of(scratch.floats(count * dim), 0, count, dim);
    examples.read(numbers, from, some);
    if (units != null) {
      units.restore(some);
    }
    return some;
  }

  /** By {@code |x|² - 2 q · x}, which is the squared distance but for {@code |q|²}. */
  private static void compare(
      Batch rows, Batch some, int first, int[] found, double[] least, Scratch scratch) {
    int count = some.size();
    int dim = some.dim();
    float[] products = scratch.floats(rows.size() * count);
    Gemm.nt(
        rows.size(),
        count,
        dim,
        rows.array(),
        rows.offset(),
        dim,
        some.array(),
        some.offset(),
        dim,
        products,
        0,
        count,
        false);
    double[] squares = scratch.doubles(count);
    for (int j = 0; j < count; j++) {
      squares[j] = Vectors.sumOfSquares(dim, some.array(), some.offset(j));
    }
    for (int i = 0; i < rows.size(); i++) {
      int best = 0;
      double value = Double.POSITIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        double here = squares[j] - 2.0 * products[i * count + j];
        if (here < value) {
          value = here;
          best = j;
        }
      }
      found[i] = first + best;
      least[i] = value;
    }
  }

  /** By differences, which lose nothing where two rows are alike. */
  private static double distance(
      Batch rows, int row, Examples examples, @Nullable Rescaled units, int example) {
    Batch one = examples.range(example, example + 1, rows.dim());
    if (units != null) {
      units.restore(one);
    }
    double sum = 0;
    for (int k = 0; k < rows.dim(); k++) {
      double difference = (double) rows.get(row, k) - one.get(0, k);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
