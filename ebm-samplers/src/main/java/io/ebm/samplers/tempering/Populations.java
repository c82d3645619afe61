package io.ebm.samplers.tempering;

import io.ebm.api.Batch;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Resampling;
import java.util.Arrays;

/** A population of weighted particles for every chain of a tile. For one thread. */
final class Populations {

  private static final int HALVINGS = 40;

  private final int chains;
  private final int size; // of a population
  private final double threshold;
  private final Batch copy; // of one population
  private final double[] logs;
  private final double[] shares;
  private final int[] ancestors;
  private long resamplings;
  private double effective; // sum of the last effective shares

  /** All particles, those of a chain side by side. */
  final Batch particles;

  Populations(Batch states, int size, double share) {
    chains = states.size();
    this.size = size;
    threshold = share * size;
    particles =
        Batch.allocate(Sizes.product("the particles of all chains", chains, size), states.dim());
    for (int i = 0; i < particles.size(); i++) {
      particles.copyRow(i, states, i / size); // inside the space, for who starts on them
    }
    copy = Batch.allocate(size, states.dim());
    logs = new double[particles.size()];
    shares = new double[particles.size()];
    ancestors = new int[size];
  }

  /** Makes all weights equal. */
  void forget() {
    Arrays.fill(logs, 0);
  }

  /** Writes the first particle of every chain. */
  void setFirst(float[] rows) {
    int dim = particles.dim();
    for (int chain = 0; chain < chains; chain++) {
      System.arraycopy(rows, chain * dim, particles.array(), particles.offset(chain * size), dim);
    }
  }

  /** Weighs a step along the path. */
  void weigh(double[] slopes, double step) {
    for (int i = 0; i < logs.length; i++) {
      logs[i] -= step * slopes[i];
    }
  }

  /**
   * The longest step, at most {@code most}, that leaves a share of the effective sample size: of
   * what the weights before it have left, on average over the chains.
   */
  double longestStep(double[] slopes, double most, double share) {
    normalise();
    if (leaves(slopes, most) >= share) {
      return most;
    }
    double low = 0;
    double high = most;
    for (int i = 0; i < HALVINGS && high - low > 0.01 * low; i++) {
      double middle = (low + high) / 2;
      if (leaves(slopes, middle) >= share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double leaves(double[] slopes, double step) {
    double sum = 0;
    for (int chain = 0; chain < chains; chain++) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = chain * size; i < (chain + 1) * size; i++) {
        least = Math.min(least, slopes[i]);
      }
      double first = 0;
      double second = 0;
      for (int i = chain * size; i < (chain + 1) * size; i++) {
        double v = Math.exp(-step * (slopes[i] - least));
        first += shares[i] * v;
        second += shares[i] * v * v;
      }
      sum += second > 0 ? first * first / second : 0;
    }
    return sum / chains;
  }

  private void normalise() {
    for (int chain = 0; chain < chains; chain++) {
      Resampling.normalise(logs, chain * size, size, shares);
    }
  }

  /**
   * Resamples the populations whose weights are uneven, or have a zero among them.
   *
   * @param keepFirst whether the first particle is certain to stay where it is
   */
  void resample(boolean keepFirst, RandomStream random) {
    normalise();
    for (int chain = 0; chain < chains; chain++) {
      int from = chain * size;
      boolean lost = false;
      for (int i = from; i < from + size; i++) {
        lost |= shares[i] == 0;
      }
      if (!lost && Resampling.effectiveSize(shares, from, size) >= threshold) {
        continue;
      }
      double point = random.nextDouble();
      if (keepFirst) {
        Resampling.keepingFirst(shares, from, size, point, ancestors);
      } else {
        Resampling.systematic(shares, from, size, point, ancestors);
      }
      copy.copyFrom(particles.slice(from, from + size));
      for (int i = 0; i < size; i++) {
        particles.copyRow(from + i, copy, ancestors[i]);
        logs[from + i] = 0;
      }
      resamplings++;
    }
  }

  /** Draws a particle for every chain; returns of how many it is another than the first. */
  int choose(Batch into, RandomStream random) {
    normalise();
    int others = 0;
    for (int chain = 0; chain < chains; chain++) {
      int from = chain * size;
      effective += Resampling.effectiveSize(shares, from, size) / size;
      double left = random.nextDouble();
      int drawn = 0;
      for (int i = 0; i < size && left >= 0; i++) {
        if (shares[from + i] > 0) {
          drawn = i;
          left -= shares[from + i];
        }
      }
      into.copyRow(chain, particles, from + drawn);
      others += drawn > 0 ? 1 : 0;
    }
    return others;
  }

  void report(Metrics metrics, long steps) {
    metrics.record("resamplings", (double) resamplings / (steps * chains));
    metrics.record("effective-share", effective / (steps * chains));
  }

  void save(StateWriter writer) {
    writer.put("resamplings", new long[] {resamplings});
    writer.put("effective", new double[] {effective});
  }

  void restore(StateReader reader) {
    resamplings = reader.longs("resamplings")[0];
    effective = reader.doubles("effective")[0];
  }
}
