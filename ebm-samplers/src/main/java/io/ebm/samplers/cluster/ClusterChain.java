package io.ebm.samplers.cluster;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.samplers.FiniteCheck;

/** Chains that move clusters of sites: the couplings, and labels of one row at a time. */
abstract class ClusterChain implements MarkovChain, Checkpointed {

  private final PairwiseCoupled energy;
  private final Schedule schedule;
  private final Progress progress;
  final StateSpace space;
  final Batch states;
  final int[] labels;
  final double[] bond; // probability of a bond where a pair is satisfied
  PairCouplings couplings;
  double temperature;
  RandomStream random;
  private boolean stale = true;
  long steps;

  ClusterChain(
      String name,
      Schedule schedule,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.energy = Capabilities.require(energy, PairwiseCoupled.class, "sampler '" + name + "'");
    this.schedule = schedule;
    this.progress = progress;
    this.states = states;
    this.random = random;
    space = energy.space();
    couplings = this.energy.couplings();
    labels = new int[couplings.sites()];
    bond = new double[couplings.strengths().length];
  }

  /** Moves the labels of one chain. */
  abstract void move(int row);

  /** Refuses couplings that cannot be used. */
  void check() {}

  /** Whether a pair of labels is the one that its coupling favours. */
  static boolean satisfied(double strength, int a, int b) {
    return strength > 0 ? a == b : strength < 0 && a != b;
  }

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
    double now = schedule.at(progress.fraction());
    if (stale || now != temperature) {
      prepare(now);
    }
    for (int row = 0; row < states.size(); row++) {
      int at = states.offset(row);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = space.level(states.array()[at + i]);
      }
      for (int s = 0; s < count; s++) {
        move(row);
      }
      for (int i = 0; i < labels.length; i++) {
        states.array()[at + i] = space.value(labels[i]);
      }
    }
    steps += count;
  }

  private void prepare(double now) {
    FiniteCheck.space(space, states, steps);
    couplings = energy.couplings();
    check();
    temperature = now;
    for (int k = 0; k < bond.length; k++) {
      double strength = couplings.strengths()[k];
      if (!Double.isFinite(strength)) {
        throw new NonFiniteException("a coupling is " + strength + " after step " + steps);
      }
      bond[k] = -Math.expm1(-Math.abs(strength) / now);
    }
    for (double field : couplings.fields()) {
      if (!Double.isFinite(field)) {
        throw new NonFiniteException("a field is " + field + " after step " + steps);
      }
    }
    stale = false;
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
    stale = true;
  }
}
