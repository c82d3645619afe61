package io.ebm.core.quality;

import io.ebm.api.Batch;
import io.ebm.api.Parallel;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;

/**
 * Draws of the simplest model of some rows: on real numbers a Gaussian of their mean and
 * covariance, {@code μ + Σ_i w_i (x_i - μ) / √(m - 1)} with normal {@code w}, clipped to their
 * range; on bits and spins independent units with their frequencies. What a trained model should be
 * better than.
 */
public final class Gaussian {

  /** The most rows that it is fitted to. */
  public static final int MOST_ROWS = 4096;

  private final StateSpace space;
  private final Batch rows;
  private final double[] mean;
  private final float least;
  private final float greatest;

  private Gaussian(StateSpace space, Batch rows) {
    this.space = space;
    this.rows = rows;
    this.mean = Covariance.mean(rows);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = rows.offset(); i < rows.offset() + rows.length(); i++) {
      low = Math.min(low, rows.array()[i]);
      high = Math.max(high, rows.array()[i]);
    }
    this.least = low;
    this.greatest = high;
  }

  /** Whether there is one on a space: of real numbers, bits or spins. */
  public static boolean on(StateSpace space) {
    return space.levels() == 0
        || space instanceof StateSpace.Binary
        || space instanceof StateSpace.Spin;
  }

  /** Fitted to rows, at least 2; of more than {@value #MOST_ROWS} to the first. */
  public static Gaussian of(StateSpace space, Batch rows) {
    return new Gaussian(space, rows.slice(0, Math.min(MOST_ROWS, rows.size())));
  }

  /** Independent draws; a function of the stream and their number. */
  public Batch draw(int count, RandomStream random, Parallel threads) {
    Batch drawn = Batch.allocate(count, rows.dim());
    threads.tiles(
        count,
        (tile, from, to) -> {
          Batch part = drawn.slice(from, to);
          RandomStream own = random.split(tile);
          if (space.levels() > 0) {
            units(part, own);
          } else {
            combine(part, own);
          }
        });
    return drawn;
  }

  /** Of two levels the higher as often as in the rows. */
  private void units(Batch into, RandomStream random) {
    double low = space instanceof StateSpace.Spin ? -1 : 0;
    for (int i = 0; i < into.size(); i++) {
      for (int k = 0; k < into.dim(); k++) {
        double rate = (mean[k] - low) / (1 - low);
        into.set(i, k, random.nextDouble() < rate ? 1f : (float) low);
      }
    }
  }

  private void combine(Batch into, RandomStream random) {
    int n = into.size();
    int m = rows.size();
    int dim = rows.dim();
    try (Scratch scratch = Scratch.open()) {
      float[] weights = scratch.floats(n * m);
      random.fillGaussian(weights, 0, n * m);
      float scale = (float) (1 / Math.sqrt(m - 1.0));
      Gemm.nn(
          n,
          dim,
          m,
          weights,
          0,
          m,
          rows.array(),
          rows.offset(),
          dim,
          into.array(),
          into.offset(),
          dim,
          false);
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          sum += weights[i * m + j];
        }
        for (int k = 0; k < dim; k++) {
          double value = mean[k] + scale * (into.get(i, k) - sum * mean[k]);
          into.set(i, k, (float) Math.max(least, Math.min(greatest, value)));
        }
      }
    }
  }
}
