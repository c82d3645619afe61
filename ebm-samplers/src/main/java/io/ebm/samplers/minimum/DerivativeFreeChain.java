package io.ebm.samplers.minimum;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import org.jspecify.annotations.Nullable;

/** Chains of {@link DerivativeFreeFactory}. */
final class DerivativeFreeChain implements MarkovChain, Checkpointed {

  private final DerivativeFreeFactory.Config config;
  private final EnergyFunction energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final int count;

  /** The candidates: number k of all chains is block k. */
  private Batch candidates;

  private Batch drawn;
  private final double[] energies;
  private final double[] some;
  private final double[] best;
  private final double[] unknown;
  private final float[] noise;
  private RandomStream random;
  private double deviation;
  private long steps;
  private boolean begun;
  private boolean stale;

  DerivativeFreeChain(
      DerivativeFreeFactory.Config config,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.energy = energy;
    this.states = states;
    this.random = random;
    bounds = Bounds.of(energy.space(), "sampler 'derivative-free'");
    count = config.candidates();
    int all = Sizes.product("the candidates of all chains", count, states.size());
    candidates = Batch.allocate(all, states.dim());
    drawn = Batch.allocate(all, states.dim());
    energies = new double[all];
    some = new double[states.size()];
    best = new double[states.size()];
    unknown = FiniteCheck.unknown(states.size());
    noise = new float[candidates.length()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    stale = true;
  }

  @Override
  public void advance(int transitions) {
    if (transitions <= 0) {
      return;
    }
    if (!begun) {
      begin();
    } else if (stale) {
      evaluate();
      energy.energies(states, best);
      FiniteCheck.energies(best, unknown, states.size(), steps);
      keepBest();
    }
    stale = false;
    for (int t = 0; t < transitions; t++) {
      choose();
      disturb();
      evaluate();
      keepBest();
      deviation *= config.shrink();
      steps++;
    }
  }

  private Batch block(Batch all, int k) {
    return all.slice(k * states.size(), (k + 1) * states.size());
  }

  private void begin() {
    deviation = config.deviation() * (bounds == null ? 1 : (double) bounds.high() - bounds.low());
    if (bounds == null) {
      for (int k = 0; k < count; k++) {
        block(candidates, k).copyFrom(states);
      }
      disturb();
    } else {
      energy.space().randomStart(candidates, random);
    }
    energy.energies(states, best);
    FiniteCheck.energies(best, unknown, states.size(), steps);
    evaluate();
    keepBest();
    begun = true;
  }

  private void evaluate() {
    int rows = states.size();
    for (int k = 0; k < count; k++) {
      energy.energies(block(candidates, k), some);
      FiniteCheck.energies(some, unknown, rows, steps);
      System.arraycopy(some, 0, energies, k * rows, rows);
    }
  }

  private void keepBest() {
    int rows = states.size();
    for (int i = 0; i < energies.length; i++) {
      int chain = i % rows;
      if (energies[i] < best[chain]) {
        best[chain] = energies[i];
        states.copyRow(chain, candidates, i);
      }
    }
  }

  /** Draws the candidates of every chain among themselves. */
  private void choose() {
    int rows = states.size();
    for (int chain = 0; chain < rows; chain++) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = chain; i < energies.length; i += rows) {
        least = Math.min(least, energies[i]);
      }
      double sum = 0;
      for (int i = chain; i < energies.length; i += rows) {
        sum += Math.exp(least - energies[i]);
        energies[i] = sum;
      }
      // one uniform number for all, evenly spread: the same chances, less noise
      double step = sum / count;
      double at = random.nextDouble() * step;
      int from = chain;
      for (int k = 0; k < count; k++, at += step) {
        while (energies[from] <= at && from + rows < energies.length) {
          from += rows;
        }
        drawn.copyRow(k * rows + chain, candidates, from);
      }
    }
    Batch swap = candidates;
    candidates = drawn;
    drawn = swap;
  }

  private void disturb() {
    random.fillGaussian(noise, 0, noise.length);
    float[] x = candidates.array();
    float factor = (float) deviation;
    for (int i = 0; i < noise.length; i++) {
      x[i] += factor * noise[i];
      if (bounds != null) {
        x[i] = Math.max(bounds.low(), Math.min(bounds.high(), x[i]));
      }
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("counts", new long[] {steps, begun ? 1 : 0, stale ? 1 : 0});
    writer.put("deviation", new double[] {deviation});
    writer.put("candidates", candidates.array());
    writer.put("energies", energies);
    writer.put("best", best);
    writer.put("random", random.state());
  }

  @Override
  public void restore(StateReader reader) {
    float[] saved = reader.floats("candidates");
    if (saved.length != candidates.length()) {
      throw new IllegalArgumentException(
          "a checkpoint of other candidates cannot restore " + count + " for each of " + states);
    }
    long[] counts = reader.longs("counts");
    steps = counts[0];
    begun = counts[1] != 0;
    stale = counts[2] != 0;
    deviation = reader.doubles("deviation")[0];
    System.arraycopy(saved, 0, candidates.array(), 0, saved.length);
    System.arraycopy(reader.doubles("energies"), 0, energies, 0, energies.length);
    System.arraycopy(reader.doubles("best"), 0, best, 0, best.length);
    random = RandomStream.restore(reader.longs("random"));
  }
}
