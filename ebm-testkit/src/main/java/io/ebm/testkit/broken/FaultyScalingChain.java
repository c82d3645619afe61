package io.ebm.testkit.broken;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;

/**
 * Multiplies every coordinate by {@code exp(s ξ)} with noise of its own, and accepts with the
 * Jacobian of that, unless the fault is to forget it. Keeps signs, so it reaches no other orthant.
 */
final class FaultyScalingChain implements MarkovChain {

  private static final double SCALE = 0.5;

  private final Fault fault;
  private final EnergyFunction energy;
  private final Batch states;
  private final RandomStream random;
  private final Batch proposals;
  private final double[] energies;
  private final double[] proposalEnergies;
  private final double[] logJacobians;
  private long transitions;
  private long accepted;

  FaultyScalingChain(Fault fault, EnergyFunction energy, Batch states, RandomStream random) {
    this.fault = fault;
    this.energy = energy;
    this.states = states;
    this.random = random;
    proposals = Batch.allocate(states.size(), states.dim());
    energies = new double[states.size()];
    proposalEnergies = new double[states.size()];
    logJacobians = new double[states.size()];
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {} // energies are computed anew at every step

  @Override
  public void advance(int steps) {
    for (int s = 0; s < steps; s++) {
      for (int row = 0; row < states.size(); row++) {
        logJacobians[row] = 0;
        for (int j = 0; j < states.dim(); j++) {
          double log = SCALE * random.nextGaussian();
          logJacobians[row] += log;
          proposals.set(row, j, (float) (states.get(row, j) * Math.exp(log)));
        }
      }
      energy.energies(states, energies);
      energy.energies(proposals, proposalEnergies);
      for (int row = 0; row < states.size(); row++) {
        double jacobian = fault == Fault.JACOBIAN_FORGOTTEN ? 0 : logJacobians[row];
        double logRatio = energies[row] - proposalEnergies[row] + jacobian;
        if (Math.log(random.nextDouble()) < logRatio) {
          states.copyRow(row, proposals, row);
          accepted++;
        }
      }
      transitions += states.size();
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(transitions, transitions, accepted);
  }
}
