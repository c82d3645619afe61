package io.ebm.testkit.broken;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.testkit.SmallIsing;

/** Gibbs sweeps over a small spin model, with a fault. */
final class FaultyGibbsChain implements MarkovChain {

  private static final double BIAS = 0.02;

  private final Fault fault;
  private final SmallIsing energy;
  private final Batch states;
  private final RandomStream random;
  private long transitions;

  FaultyGibbsChain(Fault fault, EnergyFunction energy, Batch states, RandomStream random) {
    this.fault = fault;
    this.energy = Capabilities.require(energy, SmallIsing.class, "a broken sampler");
    this.states = states;
    this.random = random;
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {}

  @Override
  public void advance(int steps) {
    int units = states.dim() - (fault == Fault.UNIT_FORGOTTEN ? 1 : 0);
    for (int s = 0; s < steps; s++) {
      Batch seen = fault == Fault.UNITS_UPDATED_AT_ONCE ? states.copy() : states;
      for (int row = 0; row < states.size(); row++) {
        for (int unit = 0; unit < units; unit++) {
          double up = energy.upProbability(seen, row, unit, 1);
          if (fault == Fault.BIASED_COIN) {
            up += BIAS;
          }
          states.set(row, unit, random.nextDouble() < up ? 1 : energy.down());
        }
      }
      transitions += states.size();
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(transitions, 0, 0);
  }
}
