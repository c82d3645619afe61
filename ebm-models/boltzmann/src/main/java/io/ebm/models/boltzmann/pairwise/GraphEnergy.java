package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
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
import java.util.Set;

/**
 * An energy of discrete units that are coupled in pairs on a graph: what is common to {@link
 * Ising}, {@link Potts} and {@link BoltzmannMachine}.
 *
 * <p>It is {@link Tractable} up to 2^24 states, and without couplings (at the base of its path) of
 * any size.
 */
abstract class GraphEnergy
    implements Learnable,
        Clampable,
        Tractable,
        ExactDraws,
        ExactExpectations,
        ExactMarginals,
        AnnealedGibbs {

  private static final Set<Class<?>> SUMMED =
      Set.of(Tractable.class, ExactDraws.class, ExactExpectations.class, ExactMarginals.class);

  final StateSpace space;
  final Parameters parameters;
  final Law law;

  GraphEnergy(StateSpace space, Parameters parameters, Law law) {
    this.space = space;
    this.parameters = parameters;
    this.law = law;
  }

  /** The same model with another law. */
  abstract GraphEnergy with(Law other);

  /** How many units there are, seen or not. */
  abstract int units();

  /** Whether the energy is linear in the law's scale and lean. */
  abstract boolean linear();

  /** Answers by sums over all states. */
  abstract Summed sums();

  /** Answers for a law of scale 0. */
  abstract Summed independent();

  /** The fields of independent units as in the data. */
  abstract float[] baseFields(Examples data);

  @Override
  public final StateSpace space() {
    return space;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  /** Along the path the couplings come in, {@code β E}, and the base of independent units goes. */
  @Override
  public final GraphEnergy at(double beta) {
    return with(law.at(beta));
  }

  /**
   * The path from independent units as in the data, each count smoothed by one; a point on the way
   * keeps the base it comes from.
   */
  @Override
  public final GraphEnergy towards(Examples data) {
    if (law.lean() != 0) {
      return this;
    }
    return with(new Law(law.theta(), law.scale(), baseFields(data), law.lean()));
  }

  @Override
  public final void anneal(
      Batch x, double from, double to, double[] logWeights, RandomStream random) {
    Law before = law.at(from);
    Law after = law.at(to);
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(x.size());
      if (linear()) { // then the difference of two energies is the energy of the difference
        with(before.minus(after)).energies(x, energies);
        add(energies, 1, logWeights, x.size());
      } else {
        with(before).energies(x, energies);
        add(energies, 1, logWeights, x.size());
        with(after).energies(x, energies);
        add(energies, -1, logWeights, x.size());
      }
    }
    with(after).sweep(x, 1, 1, random);
  }

  private static void add(double[] energies, int sign, double[] logWeights, int rows) {
    for (int i = 0; i < rows; i++) {
      logWeights[i] += sign * energies[i];
    }
  }

  @Override
  public final Optional<String> lack(Class<?> capability) {
    return SUMMED.contains(capability) ? intractability() : Optional.empty();
  }

  private Optional<String> intractability() {
    int levels = space.levels();
    if (law.scale() == 0 || StateTree.possible(units(), levels)) {
      return Optional.empty();
    }
    int most = 1;
    while (StateTree.possible(most + 1, levels)) {
      most++;
    }
    return Optional.of(
        "it has "
            + units()
            + " units of "
            + levels
            + " levels, and 2^24 states are the most that are summed, which is "
            + most
            + " units; estimate log Z instead, for instance by ais");
  }

  private Summed summed() {
    if (law.scale() == 0) {
      return independent();
    }
    intractability()
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
    return sums();
  }

  @Override
  public final void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, summed().logPartition());
  }

  @Override
  public final void accumulateExpectations(double[] weights, Gradient into) {
    summed().accumulateExpectations(weights[0], into);
  }

  @Override
  public final void sample(Batch into, RandomStream random) {
    summed().sample(into, random);
  }

  @Override
  public final void marginals(int rows, double[] out) {
    int size = space.levels() * space.dim();
    summed().marginals(space.dim(), out);
    for (int r = 1; r < rows; r++) {
      System.arraycopy(out, 0, out, r * size, size);
    }
  }
}
