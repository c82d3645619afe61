package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** Chains of {@link ExactFactory}. */
final class ExactChain implements MarkovChain, Checkpointed {

  private final ExactDraws energy;
  private final Batch states;
  private final double[] noEnergies;
  private RandomStream random;
  private long steps;

  ExactChain(EnergyFunction energy, Batch states, RandomStream random) {
    this.energy = Capabilities.require(energy, ExactDraws.class, "sampler 'exact'");
    this.states = states;
    this.random = random;
    noEnergies = FiniteCheck.unknown(states.size());
  }

  @Override
  public Batch states() {
    return states;
  }

  /** Every transition has a stream of its own, so all but the last can be left out. */
  @Override
  public void advance(int count) {
    if (count > 0) {
      steps += count;
      energy.sample(states, random.split(steps));
      FiniteCheck.states(states, noEnergies, steps);
    }
  }

  @Override
  public void refresh() {} // nothing is kept from one transition to the next

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
