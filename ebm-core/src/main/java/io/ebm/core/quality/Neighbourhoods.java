package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * What lies near what. A set of rows is pictured as balls around its rows, each as wide as the
 * distance to its {@code k}th nearest other row.
 */
public final class Neighbourhoods {

  /** {@code k} of precision and recall (Kynkäänniemi et al. 2019). */
  public static final int NEAR = 3;

  /** {@code k} of density and coverage (Naeem et al. 2020). */
  public static final int WIDE = 5;

  private final Batch rows;
  private final Distances distances;
  private final float[] near;
  private final float[] wide;

  private Neighbourhoods(Batch rows, Distances distances, float[] near, float[] wide) {
    this.rows = rows;
    this.distances = distances;
    this.near = near;
    this.wide = wide;
  }

  /** The balls around rows, more than {@value #WIDE} of them. */
  public static Neighbourhoods of(Batch rows, Parallel threads) {
    if (rows.size() <= WIDE) {
      throw new IllegalArgumentException(
          "neighbourhoods take more than " + WIDE + " rows, not " + rows.size());
    }
    Distances distances = new Distances(rows);
    Neighbourhoods all =
        new Neighbourhoods(rows, distances, new float[rows.size()], new float[rows.size()]);
    inBlocks(rows.size(), threads, all::measure);
    return all;
  }

  private interface Range {
    void take(int from, int to);
  }

  private static void inBlocks(int size, Parallel threads, Range range) {
    int block = Distances.BLOCK;
    threads.parallel(
        (size + block - 1) / block, i -> range.take(i * block, Math.min(size, (i + 1) * block)));
  }

  /** The squared radii of some rows. */
  private void measure(int from, int to) {
    try (Scratch scratch = Scratch.open()) {
      float[] block = scratch.floats(Distances.BLOCK * Distances.BLOCK);
      float[] nearest = scratch.floats((to - from) * WIDE);
      Arrays.fill(nearest, 0, (to - from) * WIDE, Float.POSITIVE_INFINITY);
      distances.forEach(
          rows,
          from,
          to,
          block,
          (row, count, first, columns, values) -> {
            for (int i = 0; i < count; i++) {
              int at = (row - from + i) * WIDE;
              for (int j = 0; j < columns; j++) {
                float value = values[i * columns + j];
                if (value < nearest[at + WIDE - 1] && row + i != first + j) {
                  insert(nearest, at, value);
                }
              }
            }
          });
      for (int i = from; i < to; i++) {
        near[i] = nearest[(i - from) * WIDE + NEAR - 1];
        wide[i] = nearest[(i - from) * WIDE + WIDE - 1];
      }
    }
  }

  private static void insert(float[] nearest, int at, float value) {
    int k = WIDE - 1;
    while (k > 0 && nearest[at + k - 1] > value) {
      nearest[at + k] = nearest[at + k - 1];
      k--;
    }
    nearest[at + k] = value;
  }

  /**
   * How two sets of rows lie in each other.
   *
   * @param precision the share of samples that lie in a ball of an example
   * @param recall the share of examples that lie in a ball of a sample
   * @param density the mean number of examples' balls that a sample lies in, over {@value #WIDE}
   * @param coverage the share of examples in whose ball a sample lies
   */
  public record Overlap(double precision, double recall, double density, double coverage) {}

  /** How samples lie among these examples. */
  public Overlap overlap(Neighbourhoods samples, Parallel threads) {
    int[] precise = new int[blocks(samples)];
    long[] balls = new long[blocks(samples)];
    inBlocks(
        samples.rows.size(),
        threads,
        (from, to) -> {
          boolean[] inside = new boolean[to - from];
          int block = from / Distances.BLOCK;
          distances.forEach(
              samples.rows,
              from,
              to,
              new float[Distances.BLOCK * Distances.BLOCK],
              (row, count, first, columns, values) -> {
                for (int i = 0; i < count; i++) {
                  for (int j = 0; j < columns; j++) {
                    float value = values[i * columns + j];
                    inside[row - from + i] |= value <= near[first + j];
                    balls[block] += value <= wide[first + j] ? 1 : 0;
                  }
                }
              });
          precise[block] = count(inside);
        });
    int[] recalled = new int[blocks(this)];
    int[] covered = new int[blocks(this)];
    inBlocks(
        rows.size(),
        threads,
        (from, to) -> {
          boolean[] inside = new boolean[to - from];
          boolean[] met = new boolean[to - from];
          samples.distances.forEach(
              rows,
              from,
              to,
              new float[Distances.BLOCK * Distances.BLOCK],
              (row, count, first, columns, values) -> {
                for (int i = 0; i < count; i++) {
                  for (int j = 0; j < columns; j++) {
                    float value = values[i * columns + j];
                    inside[row - from + i] |= value <= samples.near[first + j];
                    met[row - from + i] |= value <= wide[row + i];
                  }
                }
              });
          recalled[from / Distances.BLOCK] = count(inside);
          covered[from / Distances.BLOCK] = count(met);
        });
    double drawn = samples.rows.size();
    double examples = rows.size();
    return new Overlap(
        Arrays.stream(precise).sum() / drawn,
        Arrays.stream(recalled).sum() / examples,
        Arrays.stream(balls).sum() / (WIDE * drawn),
        Arrays.stream(covered).sum() / examples);
  }

  private static int blocks(Neighbourhoods of) {
    return (of.rows.size() + Distances.BLOCK - 1) / Distances.BLOCK;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /**
   * The squared distance of each row to the nearest of others.
   *
   * @param others at least one row
   */
  static double[] nearest(Batch x, Distances others, Parallel threads) {
    double[] nearest = new double[x.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    inBlocks(
        x.size(),
        threads,
        (from, to) -> {
          try (Scratch scratch = Scratch.open()) {
            float[] block = scratch.floats(Distances.BLOCK * Distances.BLOCK);
            others.forEach(
                x,
                from,
                to,
                block,
                (row, count, first, columns, values) -> {
                  for (int i = 0; i < count; i++) {
                    double least = nearest[row + i];
                    for (int j = 0; j < columns; j++) {
                      least = Math.min(least, values[i * columns + j]);
                    }
                    nearest[row + i] = least;
                  }
                });
          }
        });
    return nearest;
  }
}
