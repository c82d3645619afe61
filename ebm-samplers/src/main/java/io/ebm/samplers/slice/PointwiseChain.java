package io.ebm.samplers.slice;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chains that look at as many points as each needs for a transition. Each has a stream of its own;
 * the next points of all are evaluated together, and a chain that ends a transition begins its next
 * one at once. A point outside a box has energy {@code +∞} and is not evaluated.
 */
abstract class PointwiseChain implements MarkovChain, Checkpointed, Reporting {

  private final EnergyFunction energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch[] batches; // batches[n] is a view of the first n rows
  private final double[] values;
  private final double[] last;
  private final int[] active;
  private final int[] remaining;
  private boolean stale = true;
  private long steps;
  private long evaluations;

  final int dim;
  final float[] points; // the next point of every chain
  final double[] energies; // of the states
  final RandomStream[] random; // one per chain

  /**
   * Prepares chains.
   *
   * @param who who refuses what it cannot use
   * @param discrete whether states may be discrete
   */
  PointwiseChain(
      String who, boolean discrete, EnergyFunction energy, Batch states, RandomStream random) {
    this.energy = energy;
    this.states = states;
    bounds = discrete && energy.space().levels() > 0 ? null : Bounds.of(energy.space(), who);
    dim = states.dim();
    int n = states.size();
    Batch all = Batch.allocate(n, dim);
    batches = new Batch[n + 1];
    this.random = new RandomStream[n];
    for (int i = 0; i <= n; i++) {
      batches[i] = all.slice(0, i);
      if (i < n) {
        this.random[i] = random.split(i);
      }
    }
    points = new float[states.length()];
    values = new double[n];
    energies = FiniteCheck.unknown(n);
    last = energies.clone();
    active = new int[n];
    remaining = new int[n];
  }

  /** Begins a transition of a chain: writes its first point, at {@code row * dim}. */
  abstract void begin(int row);

  /**
   * Goes on with the energy at the point.
   *
   * @return whether the transition needs another point, which was written; if not, the state is new
   */
  abstract boolean next(int row, double energy);

  /** Called before the steps of an advance. */
  void beginAdvance() {}

  @Override
  public final Batch states() {
    return states;
  }

  @Override
  public final void refresh() {
    stale = true;
  }

  @Override
  public final void advance(int count) {
    if (count == 0) {
      return;
    }
    int n = states.size();
    if (stale) {
      System.arraycopy(energies, 0, last, 0, n);
      FiniteCheck.space(energy.space(), states, steps);
      energy.energies(states, energies);
      FiniteCheck.start(energy.space(), states, energies, last, steps);
      stale = false;
    }
    beginAdvance();
    Arrays.fill(remaining, count);
    int going = 0;
    for (int row = 0; row < n; row++) {
      begin(row);
      if (ready(row, true)) {
        active[going++] = row;
      }
    }
    while (going > 0) {
      float[] x = batches[going].array();
      for (int a = 0; a < going; a++) {
        System.arraycopy(points, active[a] * dim, x, a * dim, dim);
      }
      energy.energies(batches[going], values);
      evaluations += going;
      int kept = 0;
      for (int a = 0; a < going; a++) {
        int row = active[a];
        FiniteCheck.proposal(values[a], energies[row], row, steps + count - remaining[row]);
        if (ready(row, next(row, values[a]))) {
          active[kept++] = row;
        }
      }
      going = kept;
    }
    steps += count;
  }

  /** Goes on until a chain has a point to evaluate, or no transitions left. */
  private boolean ready(int row, boolean pending) {
    boolean more = pending;
    while (true) {
      if (!more) {
        if (--remaining[row] == 0) {
          return false;
        }
        begin(row);
        more = true;
      } else if (inside(row * dim)) {
        return true;
      } else {
        more = next(row, Double.POSITIVE_INFINITY);
      }
    }
  }

  private boolean inside(int at) {
    if (bounds != null) {
      return bounds.contains(points, at, dim);
    }
    float sum = 0;
    for (int i = at; i < at + dim; i++) {
      sum += 0 * points[i]; // NaN if any is not finite
    }
    return sum == 0;
  }

  @Override
  public final ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public final void report(Metrics metrics) {
    if (steps > 0) {
      metrics.record("evaluations", (double) evaluations / states.size() / steps);
    }
  }

  @Override
  public final void save(StateWriter writer) {
    long[] streams = new long[4 * random.length];
    for (int row = 0; row < random.length; row++) {
      System.arraycopy(random[row].state(), 0, streams, 4 * row, 4);
    }
    writer.put("random", streams);
    writer.put("counts", new long[] {steps, evaluations, stale ? 1 : 0});
    writer.put("energies", energies);
  }

  @Override
  public final void restore(StateReader reader) {
    double[] saved = reader.doubles("energies");
    if (saved.length != energies.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + saved.length + " chains cannot restore " + states);
    }
    System.arraycopy(saved, 0, energies, 0, saved.length);
    long[] streams = reader.longs("random");
    for (int row = 0; row < random.length; row++) {
      random[row] = RandomStream.restore(Arrays.copyOfRange(streams, 4 * row, 4 * row + 4));
    }
    long[] counts = reader.longs("counts");
    steps = counts[0];
    evaluations = counts[1];
    stale = counts[2] != 0;
  }

  /** An exponential number of mean 1. */
  final double exponential(int row) {
    return -Math.log1p(-random[row].nextDouble());
  }
}
