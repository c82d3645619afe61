package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.MarkovChain;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** Chains of {@link GibbsFactory}. */
final class GibbsChain implements MarkovChain, Checkpointed {

  private final GibbsFactory.Config config;
  private final Progress progress;
  private final GibbsSampled energy;
  private final Batch states;
  private final double[] noEnergies;
  private RandomStream random;
  private long steps;

  GibbsChain(
      GibbsFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    this.energy = Capabilities.require(energy, GibbsSampled.class, "sampler 'gibbs'");
    this.states = states;
    this.random = random;
    noEnergies = FiniteCheck.unknown(states.size());
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void advance(int count) {
    energy.sweep(states, count, config.beta().at(progress.fraction()), random);
    steps += count;
    FiniteCheck.states(states, noEnergies, steps);
  }

  @Override
  public void refresh() {} // a sweep reads states and parameters anew

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("steps", new long[] {steps});
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    steps = reader.longs("steps")[0];
  }
}
