package io.ebm.samplers.tempering;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;

/** Chains of {@link TemperedTransitionsFactory}. */
final class TemperedTransitionsChain implements MarkovChain, Checkpointed {

  private final TemperedTransitionsFactory.Config config;
  private final EnergyFunction energy;
  private final Tempered tempered;
  private final MarkovChain chain;
  private final Batch states;
  private final Batch before;
  private final double[] betas; // from 1 down
  private final double[] energies;
  private final double[] last;
  private final double[] logAcceptance;
  private RandomStream random;
  private long steps;
  private long accepted;

  TemperedTransitionsChain(
      TemperedTransitionsFactory.Config config,
      Sampler inner,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.energy = energy;
    this.states = states;
    this.random = random.split("accept");
    before = states.copy();
    tempered = new Tempered(energy, 1);
    chain = inner.start(tempered, states, random.split("inner"));
    betas = new double[config.levels() + 1];
    for (int k = 0; k < betas.length; k++) {
      betas[k] = Math.pow(config.highest(), -(double) k / config.levels());
    }
    energies = FiniteCheck.unknown(states.size());
    last = energies.clone();
    logAcceptance = new double[states.size()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    chain.refresh();
  }

  @Override
  public void advance(int count) {
    for (int s = 0; s < count; s++) {
      move(0);
      propose();
      steps++;
    }
  }

  private void move(int level) {
    tempered.to(betas[level]);
    chain.refresh();
    chain.advance(config.innerSteps());
  }

  /** Adds {@code (β_k - β_{k+1}) E} times a sign to the logarithms of the acceptance. */
  private void weigh(int k, double sign) {
    System.arraycopy(energies, 0, last, 0, last.length);
    energy.energies(states, energies);
    FiniteCheck.energies(energies, last, states.size(), steps);
    for (int i = 0; i < energies.length; i++) {
      logAcceptance[i] += sign * (betas[k] - betas[k + 1]) * energies[i];
    }
  }

  /** Neal (1996), eq. 8 and 9. */
  private void propose() {
    before.copyFrom(states);
    Arrays.fill(logAcceptance, 0);
    for (int k = 0; k < config.levels(); k++) {
      weigh(k, 1);
      move(k + 1);
    }
    for (int k = config.levels() - 1; k >= 0; k--) {
      move(k + 1);
      weigh(k, -1);
    }
    for (int i = 0; i < states.size(); i++) {
      if (Math.log(random.nextDouble()) < logAcceptance[i]) {
        accepted++;
      } else {
        states.copyRow(i, before, i);
      }
    }
    tempered.to(1);
    chain.refresh();
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), steps * states.size(), accepted);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, accepted});
    if (chain instanceof Checkpointed inner) {
      inner.save(writer.child("chain"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    accepted = counts[1];
    if (chain instanceof Checkpointed inner) {
      inner.restore(reader.child("chain"));
    }
  }
}
