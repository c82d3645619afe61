package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well a memory holds its patterns.
 *
 * @param units values of a pattern
 * @param patterns how many are stored
 * @param load patterns per unit
 * @param rows one for each level of noise, the first without any
 */
public record CapacityReport(int units, int patterns, double load, List<Row> rows) {

  private static final double[] NOISES = {0, 0.1, 0.25};

  /**
   * Retrieval at one level of noise.
   *
   * @param noise the part of the spins that is turned over; for real patterns the standard
   *     deviation of what is added, in parts of the pattern's root mean square
   * @param tried how many patterns
   * @param exact the part that ends in the very pattern
   * @param overlap the mean overlap of the end with the pattern, a cosine
   * @param steps the mean number of steps
   */
  public record Row(double noise, int tried, double exact, double overlap, double steps) {}

  /** Copies the list. */
  public CapacityReport {
    rows = List.copyOf(rows);
  }

  static CapacityReport of(AssociativeMemory memory, StateSpace space, int most, long seed) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one pattern must be tried, not " + most);
    }
    int tried = Math.min(most, memory.size());
    int dim = space.dim();
    Batch patterns = Batch.allocate(tried, dim);
    int[] index = new int[tried];
    for (int k = 0; k < tried; k++) {
      index[k] = (int) ((long) memory.size() * k / tried);
      patterns.copyRow(k, memory.patterns(index[k], index[k] + 1), 0);
    }
    List<Row> rows = new ArrayList<>();
    for (int level = 0; level < NOISES.length; level++) {
      Batch probes = patterns.copy();
      RandomStream random = RandomStream.of(seed).split(level);
      for (int k = 0; k < tried; k++) {
        disturb(probes.slice(k, k + 1), space, NOISES[level], random);
      }
      Retrieval found = memory.retrieve(probes);
      double exact = 0;
      double overlap = 0;
      double steps = 0;
      for (int k = 0; k < tried; k++) {
        double own = cosine(probes, patterns, k);
        boolean same = found.nearest()[k] == index[k] || own == 1;
        exact += same && !found.spurious()[k] ? 1 : 0;
        overlap += own;
        steps += found.steps()[k];
      }
      rows.add(new Row(NOISES[level], tried, exact / tried, overlap / tried, steps / tried));
    }
    return new CapacityReport(dim, memory.size(), (double) memory.size() / dim, rows);
  }

  /** Turns so many spins over, chosen at random, or adds normal noise. */
  private static void disturb(Batch row, StateSpace space, double noise, RandomStream random) {
    float[] x = row.array();
    int at = row.offset();
    int dim = row.dim();
    if (space instanceof StateSpace.Real) {
      double square = 0;
      for (int i = 0; i < dim; i++) {
        square += (double) x[at + i] * x[at + i];
      }
      float size = (float) (noise * Math.sqrt(square / dim));
      for (int i = 0; i < dim; i++) {
        x[at + i] += size * (float) random.nextGaussian();
      }
      return;
    }
    int left = (int) Math.round(noise * dim);
    for (int i = 0; i < dim && left > 0; i++) {
      if (random.nextInt(dim - i) < left) {
        x[at + i] = -x[at + i];
        left--;
      }
    }
  }

  private static double cosine(Batch a, Batch b, int row) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.dim(); i++) {
      double u = a.get(row, i);
      double v = b.get(row, i);
      product += u * v;
      squareA += u * u;
      squareB += v * v;
    }
    return squareA == 0 || squareB == 0 ? 0 : product / Math.sqrt(squareA * squareB);
  }

  /** A table. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d patterns of %d units, load %.3f%n%8s %8s %8s %8s %8s",
                patterns,
                units,
                load,
                "noise",
                "tried",
                "exact",
                "overlap",
                "steps"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%8.2f %8d %8.3f %8.3f %8.2f",
              row.noise(),
              row.tried(),
              row.exact(),
              row.overlap(),
              row.steps()));
    }
    return text.toString();
  }
}
