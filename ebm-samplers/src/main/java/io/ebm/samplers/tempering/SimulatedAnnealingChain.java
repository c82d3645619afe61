package io.ebm.samplers.tempering;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;

/** Chains of {@link SimulatedAnnealingFactory}. */
final class SimulatedAnnealingChain implements MarkovChain, Checkpointed, Reporting {

  private final SimulatedAnnealingFactory.Config config;
  private final EnergyFunction energy;
  private final Tempered tempered;
  private final MarkovChain chain;
  private final Batch states; // the best, between two advances
  private final Batch searching; // where the search is
  private final double[] best;
  private final double[] energies;
  private long steps;
  private boolean written = true;

  SimulatedAnnealingChain(
      SimulatedAnnealingFactory.Config config,
      Sampler inner,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.energy = energy;
    this.states = states;
    searching = states.copy();
    tempered = new Tempered(energy, 1 / config.from());
    chain = inner.start(tempered, searching, random);
    best = new double[states.size()];
    energies = new double[states.size()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    written = true;
  }

  /** The temperature of a step, counted from 0. */
  private double temperature(long step) {
    double part = step % config.steps() / (config.steps() - 1.0);
    return config.from() * Math.pow(config.to() / config.from(), part);
  }

  @Override
  public void advance(int count) {
    if (count > 0 && written) {
      searching.copyFrom(states);
      Arrays.fill(best, Double.POSITIVE_INFINITY);
      keepBest();
      written = false;
    }
    for (int s = 0; s < count; s++) {
      tempered.to(1 / temperature(steps));
      chain.refresh();
      chain.advance(1);
      steps++;
      keepBest();
    }
  }

  private void keepBest() {
    energy.energies(searching, energies);
    for (int i = 0; i < best.length; i++) {
      if (energies[i] < best[i]) {
        best[i] = energies[i];
        states.copyRow(i, searching, i);
      }
    }
  }

  @Override
  public ChainStatistics statistics() {
    ChainStatistics inner = chain.statistics();
    return new ChainStatistics(steps * states.size(), inner.proposals(), inner.accepted());
  }

  @Override
  public void report(Metrics metrics) {
    double sum = 0;
    for (double low : best) {
      sum += low;
    }
    metrics.record("lowest-energy", Arrays.stream(best).min().orElseThrow());
    metrics.record("mean-lowest-energy", sum / best.length);
    metrics.record("temperature", temperature(Math.max(0, steps - 1)));
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("counts", new long[] {steps, written ? 1 : 0});
    writer.put("best", best);
    writer.put("searching", searching.array());
    if (chain instanceof Checkpointed inner) {
      inner.save(writer.child("chain"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("best");
    if (saved.length != best.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + saved.length + " chains cannot restore " + states);
    }
    long[] counts = reader.longs("counts");
    steps = counts[0];
    written = counts[1] != 0;
    System.arraycopy(saved, 0, best, 0, saved.length);
    float[] x = reader.floats("searching");
    System.arraycopy(x, 0, searching.array(), 0, x.length);
    if (chain instanceof Checkpointed inner) {
      inner.restore(reader.child("chain"));
    }
  }
}
