package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Noise;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/** Chains of {@link IndependenceFactory}. */
final class IndependenceChain extends ProposalChain {

  private final Noise.Density density;
  private final double[] logDensities; // of the states
  private final double[] proposed; // of the proposals

  IndependenceChain(
      Noise.Density density, EnergyFunction energy, Batch states, RandomStream random) {
    super(energy, states, random);
    this.density = density;
    logDensities = new double[states.size()];
    proposed = new double[states.size()];
  }

  @Override
  void started(long step) {
    density.logDensities(states, logDensities);
    for (int row = 0; row < states.size(); row++) {
      if (logDensities[row] == Double.NEGATIVE_INFINITY) {
        throw new NonFiniteException(
            "chain "
                + row
                + " stands where the proposal has no density after step "
                + step
                + ", so it could never leave; start it elsewhere, or take a wider proposal");
      }
    }
  }

  @Override
  void propose(long step) {
    density.sample(proposals, random);
    density.logDensities(proposals, proposed);
    for (int row = 0; row < states.size(); row++) {
      logRatios[row] = logDensities[row] - proposed[row];
      if (Double.isNaN(logRatios[row])) {
        throw new NonFiniteException(
            "the proposal's log-density of chain " + row + " is NaN after step " + step);
      }
    }
  }

  @Override
  void moved(int row) {
    logDensities[row] = proposed[row];
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.put("log-densities", logDensities);
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    System.arraycopy(reader.doubles("log-densities"), 0, logDensities, 0, logDensities.length);
  }
}
