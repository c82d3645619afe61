package io.ebm.testkit.broken;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.testkit.SmallIsing;

/**
 * Two replicas of a small spin model, at inverse temperatures 1 and 0.4, that sweep and swap. The
 * fault is to decide about a swap as if the other replica were at infinite temperature.
 */
final class FaultySwapChain implements MarkovChain {

  private static final double HOT = 0.4;
  private static final int SETTLE = 30;

  private final Fault fault;
  private final SmallIsing energy;
  private final Batch states;
  private final Batch hot;
  private final RandomStream random;
  private long steps;

  FaultySwapChain(Fault fault, EnergyFunction energy, Batch states, RandomStream random) {
    this.fault = fault;
    this.energy = Capabilities.require(energy, SmallIsing.class, "a broken sampler");
    this.states = states;
    this.random = random;
    hot = states.copy();
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {}

  @Override
  public void advance(int count) {
    if (steps == 0 && count > 0) {
      energy.sweep(hot, SETTLE, HOT, random);
    }
    double[] cold = new double[states.size()];
    double[] warm = new double[states.size()];
    double gap = 1 - (fault == Fault.SWAP_WITH_WRONG_TEMPERATURES ? 0 : HOT);
    for (int s = 0; s < count; s++) {
      energy.sweep(states, 1, 1, random);
      energy.sweep(hot, 1, HOT, random);
      energy.energies(states, cold);
      energy.energies(hot, warm);
      for (int i = 0; i < states.size(); i++) {
        if (Math.log(random.nextDouble()) < gap * (cold[i] - warm[i])) {
          Batch row = states.slice(i, i + 1).copy();
          states.copyRow(i, hot, i);
          hot.copyRow(i, row, 0);
        }
      }
      steps++;
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }
}
