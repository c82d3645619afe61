package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateMemory;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The chains of a negative phase. One {@link MarkovChain} is started and kept; where the energy is
 * another object at the next step (a conditional model gives a new one per batch) its successor is
 * started on the same states and takes over what the chain can save: its random stream, its adapted
 * steps. So a run resumed from a checkpoint and a run never stopped do the same.
 */
final class ModelChains implements Checkpointed {

  private final Sampler sampler;
  private @Nullable Batch states;
  private @Nullable EnergyFunction energy;
  private @Nullable MarkovChain chain;
  private @Nullable StateReader inherited;
  private ChainStatistics before = new ChainStatistics(0, 0, 0);

  ModelChains(Sampler sampler) {
    this.sampler = sampler;
  }

  /** The states of as many chains; new ones, all zero, if there were none or another number. */
  Batch states(int size, int dim) {
    Batch known = states;
    if (known == null || known.size() != size || known.dim() != dim) {
      known = Batch.allocate(size, dim);
      states = known;
      chain = null;
      energy = null;
      inherited = null;
    }
    return known;
  }

  /** Whether {@link #states(int, int)} would give states that have been somewhere. */
  boolean known(int size, int dim) {
    return states != null && states.size() == size && states.dim() == dim;
  }

  /**
   * Advances the states, whatever has been written to them or to the parameters.
   *
   * @param random the stream of a chain that inherits none
   */
  void advance(EnergyFunction target, Batch rows, int steps, RandomStream random) {
    MarkovChain current = chain;
    if (current == null || energy != target) {
      if (current instanceof Checkpointed old) {
        StateMemory memory = new StateMemory();
        old.save(memory);
        inherited = memory;
      }
      current = sampler.start(target, rows, random);
      if (inherited != null && current instanceof Checkpointed successor) {
        successor.restore(inherited);
      }
      inherited = null;
      chain = current;
      energy = target;
      before = current.statistics();
    }
    current.refresh();
    current.advance(steps);
  }

  /** Records the acceptance since the last call, if the sampler refuses proposals at all. */
  void recordAcceptance(Metrics metrics) {
    if (chain != null) {
      ChainStatistics now = chain.statistics();
      long proposals = now.proposals() - before.proposals();
      if (proposals > 0) {
        metrics.record("acceptance", (double) (now.accepted() - before.accepted()) / proposals);
      }
      before = now;
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (states != null) {
      writer.put("shape", new long[] {states.size(), states.dim()});
      writer.put("states", states.copy().array());
    }
    if (chain instanceof Checkpointed checkpointed) {
      checkpointed.save(writer.child("chain"));
    } else if (inherited != null) {
      inherited.copyTo(writer.child("chain"));
    }
    if (sampler instanceof Checkpointed checkpointed) {
      checkpointed.save(writer.child("sampler"));
    }
  }

  @Override
  public void restore(StateReader reader) {
    chain = null;
    energy = null;
    states = null;
    inherited = null;
    if (reader.has("shape")) {
      long[] shape = reader.longs("shape");
      states = Batch.of(reader.floats("states"), 0, (int) shape[0], (int) shape[1]);
      inherited = reader.child("chain");
    }
    if (sampler instanceof Checkpointed checkpointed) {
      checkpointed.restore(reader.child("sampler"));
    }
  }
}
