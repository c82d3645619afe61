package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;

/** Patterns as bits, in a dense memory. */
final class BitStore implements Store {

  private final PatternBits bits;
  private final DenseMemory memory;

  BitStore(Interaction interaction, int units, int degree) {
    StateSpace space = Spins.of(units);
    bits = new PatternBits(space);
    memory = new DenseMemory(space, bits, interaction, degree, 1, Descent.standard(units));
  }

  @Override
  public StateSpace space() {
    return memory.space();
  }

  @Override
  public int size() {
    return bits.count();
  }

  @Override
  public void add(Batch patterns) {
    bits.add(patterns);
  }

  @Override
  public void remove(int index) {
    bits.remove(index);
  }

  @Override
  public Batch patterns(int from, int to) {
    return bits.states(from, to);
  }

  @Override
  public Retrieving memory() {
    return memory;
  }
}
