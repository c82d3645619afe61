package io.ebm.samplers.block;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.BlockEnergy;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.Reporting;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.List;

/** Chains of {@link BlockFactory}. */
final class BlockChain implements MarkovChain, Checkpointed, Adaptive, Reporting {

  /**
   * Chains that move a block of some rows.
   *
   * @param name of the block, and of the row if it is one alone
   * @param energy of the block
   * @param states the block as it was last read
   * @param chain moves these
   * @param steps transitions of that
   */
  record Part(String name, BlockEnergy energy, Batch states, MarkovChain chain, int steps) {

    /** Moves the block from where it stands now. */
    void move() {
      energy.read(states);
      chain.refresh();
      chain.advance(steps);
      energy.write(states);
    }
  }

  private final Batch states;
  private final List<Part> parts;
  private long transitions;
  private int warmUpLeft;

  /**
   * Chains.
   *
   * @param parts in the order in which they move
   */
  BlockChain(Batch states, List<Part> parts) {
    this.states = states;
    this.parts = List.copyOf(parts);
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {} // every block is read again before it moves

  @Override
  public void advance(int steps) {
    for (int s = 0; s < steps; s++) {
      parts.forEach(Part::move);
      transitions++;
      warmUpLeft = Math.max(0, warmUpLeft - 1);
    }
  }

  @Override
  public void warmUp(int steps) {
    warmUpLeft = steps;
    for (Part part : parts) {
      if (part.chain() instanceof Adaptive adaptive) {
        adaptive.warmUp(Sizes.product("the warm-up of a block", steps, part.steps()));
      }
    }
  }

  @Override
  public int warmUpLeft() {
    return warmUpLeft;
  }

  /** The numbers of each block by its name, of rows that move alone those of the first. */
  @Override
  public void report(Metrics metrics) {
    for (Part part : parts) {
      if (part.chain() instanceof Reporting reporting && part.energy().first()) {
        reporting.report((key, value) -> metrics.record(part.name() + "-" + key, value));
      }
    }
  }

  @Override
  public ChainStatistics statistics() {
    long proposals = 0;
    long accepted = 0;
    for (Part part : parts) {
      ChainStatistics of = part.chain().statistics();
      proposals += of.proposals();
      accepted += of.accepted();
    }
    return new ChainStatistics(transitions * states.size(), proposals, accepted);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("counts", new long[] {transitions, warmUpLeft});
    for (int k = 0; k < parts.size(); k++) {
      if (parts.get(k).chain() instanceof Checkpointed chain) {
        chain.save(writer.child("part-" + k));
      }
    }
  }

  @Override
  public void restore(StateReader reader) {
    long[] counts = reader.longs("counts");
    transitions = counts[0];
    warmUpLeft = (int) counts[1];
    for (int k = 0; k < parts.size(); k++) {
      if (parts.get(k).chain() instanceof Checkpointed chain) {
        chain.restore(reader.child("part-" + k));
      }
    }
  }
}
