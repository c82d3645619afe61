package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.exact.StateTree;
import java.util.Arrays;
import java.util.Optional;

/**
 * An energy of two-valued units that are coupled in pairs, all of them seen: what is common to
 * {@link Ising} and {@link BoltzmannMachine}.
 *
 * <p>It is {@link Tractable} up to 2^24 states, and without couplings (at the base of its path) of
 * any size.
 */
abstract class PairwiseEnergy
    implements EnergyFunction, Learnable, Clampable, Tractable, AnnealedGibbs {

  final StateSpace space;
  final Units units;
  final Parameters parameters;
  final Law law;

  PairwiseEnergy(StateSpace space, Units units, Parameters parameters, Law law) {
    this.space = space;
    this.units = units;
    this.parameters = parameters;
    this.law = law;
  }

  /** The same model with another law. */
  abstract PairwiseEnergy with(Law other);

  @Override
  public final StateSpace space() {
    return space;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    units.energies(x, law, out);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    units.accumulate(x, law.scale(), weights, into);
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    units.sweep(x, null, sweeps, beta, law, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    units.sweep(x, given, sweeps, beta, law, random);
  }

  /** Along the path the couplings come in: {@code β E}, and the base of independent units goes. */
  @Override
  public final PairwiseEnergy at(double beta) {
    return with(law.at(beta));
  }

  /** The path from independent units with the means of the data, each count smoothed by one. */
  @Override
  public final PairwiseEnergy towards(Examples data) {
    float[] base = BaseRates.fields(data, space.dim(), units);
    return with(new Law(law.theta(), law.scale(), base, law.lean()));
  }

  @Override
  public final void anneal(
      Batch x, double from, double to, double[] logWeights, RandomStream random) {
    Law before = law.at(from);
    Law after = law.at(to);
    // The energy is linear in what the path changes, so its difference is an energy too.
    Law difference =
        new Law(
            law.theta(), before.scale() - after.scale(), law.base(), before.lean() - after.lean());
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(x.size());
      units.energies(x, difference, energies);
      for (int i = 0; i < x.size(); i++) {
        logWeights[i] += energies[i];
      }
    }
    with(after).sweep(x, 1, 1, random);
  }

  private boolean independent() {
    return law.scale() == 0;
  }

  @Override
  public final Optional<String> intractability() {
    if (independent() || StateTree.possible(units.count(), 2)) {
      return Optional.empty();
    }
    return Optional.of(
        "it has "
            + units.count()
            + " units, and 2^24 states are the most that are summed, which is 24 units; estimate"
            + " log Z instead, for instance by ais");
  }

  private ExactPairs exact() {
    intractability()
        .ifPresent(
            why -> {
              throw new UnsupportedOperationException(why);
            });
    return new ExactPairs(units, law);
  }

  @Override
  public final void logPartitions(int rows, double[] out) {
    double value = independent() ? Independent.logPartition(units, law) : exact().logPartition();
    Arrays.fill(out, 0, rows, value);
  }

  @Override
  public final void accumulateExpectations(double[] weights, Gradient into) {
    if (!independent()) { // else nothing depends on the parameters
      exact().accumulateExpectations(weights[0], into);
    }
  }

  @Override
  public final void sample(Batch into, RandomStream random) {
    if (independent()) {
      Independent.sample(units, law, into, random);
    } else {
      exact().sample(into, random);
    }
  }

  @Override
  public final void marginals(int rows, double[] out) {
    int size = 2 * space.dim();
    if (independent()) {
      Independent.marginals(units, law, space.dim(), out);
    } else {
      exact().marginals(space.dim(), out);
    }
    for (int r = 1; r < rows; r++) {
      System.arraycopy(out, 0, out, r * size, size);
    }
  }
}
