package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;

/** Chains whose states are drawn anew at each transition, whatever they were. */
final class FreshChain implements MarkovChain, Checkpointed {

  private final StateSpace space;
  private final Draws draws;
  private final Batch states;
  private RandomStream random;
  private long steps;

  /** Fills every row with an independent draw. */
  @FunctionalInterface
  interface Draws {
    void draw(Batch into, RandomStream random);
  }

  FreshChain(StateSpace space, Draws draws, Batch states, RandomStream random) {
    this.space = space;
    this.draws = draws;
    this.states = states;
    this.random = random;
  }

  @Override
  public Batch states() {
    return states;
  }

  /** Every transition has a stream of its own, so all but the last can be left out. */
  @Override
  public void advance(int count) {
    if (count > 0) {
      steps += count;
      draws.draw(states, random.split(steps));
      FiniteCheck.space(space, states, steps);
    }
  }

  @Override
  public void refresh() {} // nothing is kept from one transition to the next

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("steps", new long[] {steps});
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    steps = reader.longs("steps")[0];
  }
}
