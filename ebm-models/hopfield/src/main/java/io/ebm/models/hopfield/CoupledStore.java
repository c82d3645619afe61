package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/** Patterns as bits, and couplings learned from them. */
final class CoupledStore implements Store {

  private final Rule rule;
  private final PatternBits bits;
  private final Hopfield network;
  private Learner learner;

  CoupledStore(Rule rule, int units) {
    this.rule = rule;
    StateSpace space = Spins.of(units);
    bits = new PatternBits(space);
    network = new Hopfield(space, 1, Descent.standard(units), bits);
    learner = network.learner(rule);
  }

  @Override
  public StateSpace space() {
    return network.space();
  }

  @Override
  public int size() {
    return bits.count();
  }

  @Override
  public void add(Batch patterns) {
    int before = bits.count();
    Learner.check(rule, space().dim(), before + patterns.size());
    bits.add(patterns);
    learner.learn(bits, before, bits.count());
  }

  @Override
  public void remove(int index) {
    bits.remove(index);
    Arrays.fill(network.parameters().values(), 0);
    learner = network.learner(rule);
    learner.learn(bits, 0, bits.count());
  }

  @Override
  public Batch patterns(int from, int to) {
    return bits.states(from, to);
  }

  @Override
  public Retrieving memory() {
    return network;
  }
}
