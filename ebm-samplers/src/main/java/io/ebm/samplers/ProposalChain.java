package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * Chains that propose a state each and accept or refuse it (Metropolis et al. 1953, Hastings 1970).
 * A subclass proposes. An energy of {@code +∞} at a proposal is a refusal.
 */
abstract class ProposalChain implements MarkovChain, Checkpointed {

  private final EnergyFunction energy;
  private final double[] proposalEnergies;
  private final double[] last;
  private final double[] acceptances;
  private boolean stale = true;
  private long steps;
  private long accepted;

  final Batch states;
  final Batch proposals;
  final double[] energies; // of the states
  final double[] logRatios; // of the densities of proposing back and forth; NaN refuses
  RandomStream random;

  ProposalChain(EnergyFunction energy, Batch states, RandomStream random) {
    this.energy = energy;
    this.states = states;
    this.random = random;
    int n = states.size();
    proposals = Batch.allocate(n, states.dim());
    proposalEnergies = new double[n];
    logRatios = new double[n];
    energies = FiniteCheck.unknown(n);
    last = energies.clone();
    acceptances = new double[n];
  }

  /**
   * Fills {@link #proposals} and {@link #logRatios}, {@code log q(x | y) - log q(y | x)}. Where a
   * ratio is NaN the proposal is refused unseen; its row must hold what the energy can take.
   *
   * @param step transitions made so far
   */
  abstract void propose(long step);

  /** Called when somebody wrote the states, before they are moved. */
  void started(long step) {}

  /** Called when the proposal of a chain became its state. */
  void moved(int row) {}

  /** The temperature of the steps of an advance. */
  double temperature() {
    return 1;
  }

  /** Called before the steps of an advance. */
  void beginAdvance() {}

  /** Called after a transition of all chains with {@code min(1, ratio)} of each. */
  void learn(double[] acceptances) {}

  @Override
  public final Batch states() {
    return states;
  }

  @Override
  public final void refresh() {
    stale = true;
  }

  @Override
  public final void advance(int count) {
    if (count == 0) {
      return;
    }
    int n = states.size();
    if (stale) {
      System.arraycopy(energies, 0, last, 0, n);
      FiniteCheck.space(energy.space(), states, steps);
      energy.energies(states, energies);
      FiniteCheck.start(energy.space(), states, energies, last, steps);
      started(steps);
      stale = false;
    }
    beginAdvance();
    double temperature = temperature();
    for (int s = 0; s < count; s++) {
      propose(steps);
      energy.energies(proposals, proposalEnergies);
      for (int row = 0; row < n; row++) {
        acceptances[row] = 0;
        if (!Double.isNaN(logRatios[row])) {
          FiniteCheck.proposal(proposalEnergies[row], energies[row], row, steps);
          double gain = (energies[row] - proposalEnergies[row]) / temperature + logRatios[row];
          acceptances[row] = Math.min(1, Math.exp(gain));
          if (Math.log(random.nextDouble()) < gain) {
            states.copyRow(row, proposals, row);
            energies[row] = proposalEnergies[row];
            moved(row);
            accepted++;
          }
        }
      }
      steps++;
      learn(acceptances);
    }
  }

  @Override
  public final ChainStatistics statistics() {
    long transitions = steps * states.size();
    return new ChainStatistics(transitions, transitions, accepted);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, accepted, stale ? 1 : 0});
    writer.put("energies", energies);
  }

  @Override
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("energies");
    if (saved.length != energies.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + saved.length + " chains cannot restore " + states);
    }
    System.arraycopy(saved, 0, energies, 0, saved.length);
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    accepted = counts[1];
    stale = counts[2] != 0;
  }
}
