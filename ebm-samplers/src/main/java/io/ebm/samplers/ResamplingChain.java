package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Noise;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** Chains of {@link ResamplingFactory}. */
final class ResamplingChain implements MarkovChain, Checkpointed {

  private final Noise.Density proposal;
  private final EnergyFunction energy;
  private final Batch states;
  private final double[] own; // log weights of the states
  private final Batch candidates; // of one chain
  private final double[] logWeights;
  private RandomStream random;
  private boolean stale = true;
  private long steps;
  private long moved;

  ResamplingChain(
      Noise.Density proposal,
      int count,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.proposal = proposal;
    this.energy = energy;
    this.states = states;
    this.random = random;
    own = new double[states.size()];
    candidates = Batch.allocate(count, states.dim());
    logWeights = new double[count];
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
  public void advance(int count) {
    if (count > 0 && stale) {
      FiniteCheck.space(energy.space(), states, steps);
      Residual.logWeights(energy, proposal, states, own);
      for (int row = 0; row < states.size(); row++) {
        check(own[row], row);
      }
      stale = false;
    }
    for (int s = 0; s < count; s++) {
      for (int row = 0; row < states.size(); row++) {
        choose(row);
      }
      steps++;
    }
  }

  private void choose(int row) {
    proposal.sample(candidates, random);
    Residual.logWeights(energy, proposal, candidates, logWeights);
    double greatest = own[row];
    for (double weight : logWeights) {
      check(weight, row);
      greatest = Math.max(greatest, weight);
    }
    double total = Math.exp(own[row] - greatest);
    for (double weight : logWeights) {
      total += Math.exp(weight - greatest);
    }
    double left = random.nextDouble() * total - Math.exp(own[row] - greatest);
    int pick = -1;
    for (int k = 0; k < logWeights.length && left >= 0; k++) {
      if (logWeights[k] > Double.NEGATIVE_INFINITY) {
        left -= Math.exp(logWeights[k] - greatest);
        pick = k;
      }
    }
    if (pick >= 0) {
      states.copyRow(row, candidates, pick);
      own[row] = logWeights[pick];
      moved++;
    }
  }

  private void check(double logWeight, int row) {
    if (!(logWeight < Double.POSITIVE_INFINITY)) {
      throw new NonFiniteException(
          "the log weight, -E - log q, of chain "
              + row
              + " or of a candidate for it is "
              + logWeight
              + " after step "
              + steps
              + "; the proposal must have a density wherever the chain stands");
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), steps * states.size(), moved);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, moved, stale ? 1 : 0});
    writer.put("log-weights", own);
  }

  @Override
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("log-weights");
    System.arraycopy(saved, 0, own, 0, own.length);
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    moved = counts[1];
    stale = counts[2] != 0;
  }
}
