package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;

/** Chains over discrete states that propose where the energy's differences point. */
abstract class InformedChain extends ProposalChain {

  private final SiteDifferences sites;
  private final boolean[] refused; // proposals that are no sequences, of energy +∞
  final StateSpace space;
  final int levels;
  final Batch differences; // of the states
  final Batch proposalDifferences;

  InformedChain(String name, EnergyFunction energy, Batch states, RandomStream random) {
    super(energy, states, random);
    sites = Capabilities.require(energy, SiteDifferences.class, "sampler '" + name + "'");
    space = energy.space();
    levels = space.levels();
    refused = new boolean[states.size()];
    differences = Batch.allocate(states.size(), states.dim() * levels);
    proposalDifferences = Batch.allocate(states.size(), states.dim() * levels);
  }

  @Override
  final void started(long step) {
    sites.differences(states, differences);
    FiniteCheck.differences(differences, energies, step);
  }

  /** Draws proposals of all chains; their differences are not known yet. */
  abstract void draw();

  /** {@code log q(x | y) - log q(y | x)} of a chain, both differences known. */
  abstract double logRatio(int row);

  @Override
  final void propose(long step) {
    draw();
    for (int row = 0; row < states.size(); row++) {
      refused[row] = space instanceof StateSpace.Categorical x && !x.isSequence(proposals, row);
      if (refused[row]) {
        proposals.copyRow(row, states, row); // changes of what is no sequence are not known
      }
    }
    sites.differences(proposals, proposalDifferences);
    for (int row = 0; row < states.size(); row++) {
      logRatios[row] = refused[row] ? Double.NaN : logRatio(row);
      if (!refused[row] && Double.isNaN(logRatios[row])) {
        FiniteCheck.differences(proposalDifferences, energies, step);
      }
    }
  }

  @Override
  final void moved(int row) {
    differences.copyRow(row, proposalDifferences, row);
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.put("differences", differences.array());
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    float[] saved = reader.floats("differences");
    System.arraycopy(saved, 0, differences.array(), 0, saved.length);
  }
}
