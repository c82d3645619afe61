package io.ebm.api;

import io.ebm.math.Scratch;
import java.util.List;
import java.util.Optional;

/**
 * An energy as one of a block of units, the others being as they stand in the chains' states:
 * {@code E(x_b | x_rest) = E(x)}, so that {@code exp(-E)} is the conditional law of the block but
 * for a factor. It has a gradient if the whole has one, and sweeps if those of the whole can hold
 * units. A batch of it has a block in each row. For one thread at a time where the states change.
 */
public final class BlockEnergy implements EnergyFunction, Differentiable, GibbsSampled {

  private static final int EACH = -1;

  private final EnergyFunction energy;
  private final int[] units;
  private final Batch states;
  private final int row;
  private final StateSpace space;

  private BlockEnergy(EnergyFunction energy, int[] units, Batch states, int row) {
    this.energy = energy;
    this.units = units;
    this.states = states;
    this.row = row;
    space = part(energy.space(), units.length);
  }

  /**
   * The energy of a block of every chain: row {@code i} of a batch is that of chain {@code i}.
   *
   * @param energy of whole states
   * @param units of the block, rising
   * @param states whole, of all chains; read at every call
   */
  public static BlockEnergy ofAll(EnergyFunction energy, int[] units, Batch states) {
    return new BlockEnergy(energy, units, states, EACH);
  }

  /** The energy of a block of one chain, whatever row of a batch it stands in. */
  public static BlockEnergy ofOne(EnergyFunction energy, int[] units, Batch states, int chain) {
    return new BlockEnergy(energy, units, states, chain);
  }

  /** An energy of all units, for the question what a sampler of a block needs. */
  public static BlockEnergy probe(EnergyFunction energy) {
    int[] all = new int[energy.space().dim()];
    for (int k = 0; k < all.length; k++) {
      all[k] = k;
    }
    return ofAll(energy, all, Batch.allocate(1, all.length));
  }

  private static StateSpace part(StateSpace whole, int units) {
    List<Integer> shape = List.of(units);
    if (whole instanceof StateSpace.Box box) {
      return new StateSpace.Box(shape, box.low(), box.high());
    }
    if (whole instanceof StateSpace.Categorical labels) {
      return new StateSpace.Categorical(units, labels.levels());
    }
    if (whole instanceof StateSpace.Spin) {
      return new StateSpace.Spin(shape);
    }
    return whole instanceof StateSpace.Binary
        ? new StateSpace.Binary(shape)
        : new StateSpace.Real(shape);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    if (capability == Differentiable.class && !Capabilities.has(energy, Differentiable.class)) {
      return Optional.of("the energy of all units has no gradient");
    }
    if (capability == GibbsSampled.class && !Capabilities.has(energy, Clampable.class)) {
      return Optional.of("the energy of all units is not Clampable, which sweeps of a block need");
    }
    return Optional.empty();
  }

  /** Whether it is that of the first chain, or of all. */
  public boolean first() {
    return row <= 0;
  }

  private int chain(int at) {
    return row == EACH ? at : row;
  }

  private Batch rows(Scratch scratch, int count) {
    return Batch.of(scratch.floats(count * states.dim()), 0, count, states.dim());
  }

  private Batch whole(Batch x, Scratch scratch) {
    Batch whole = rows(scratch, x.size());
    for (int i = 0; i < x.size(); i++) {
      whole.copyRow(i, states, chain(i));
      put(x, i, whole, i);
    }
    return whole;
  }

  /** Writes the block of a row into a whole row. */
  private void put(Batch x, int from, Batch whole, int to) {
    for (int k = 0; k < units.length; k++) {
      whole.set(to, units[k], x.get(from, k));
    }
  }

  /** Reads the blocks of all chains, or of the one. */
  public void read(Batch into) {
    for (int i = 0; i < into.size(); i++) {
      take(states, chain(i), into, i);
    }
  }

  private void take(Batch whole, int from, Batch into, int to) {
    for (int k = 0; k < units.length; k++) {
      into.set(to, k, whole.get(from, units[k]));
    }
  }

  /** Writes the blocks of all chains, or of the one. */
  public void write(Batch from) {
    for (int i = 0; i < from.size(); i++) {
      put(from, i, states, chain(i));
    }
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      energy.energies(whole(x, scratch), out);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Batch slopes = rows(scratch, x.size());
      Capabilities.require(energy, Differentiable.class, "a block")
          .gradients(whole(x, scratch), energies, slopes);
      for (int i = 0; i < out.size(); i++) {
        take(slopes, i, out, i);
      }
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    try (Scratch scratch = Scratch.open()) {
      Batch whole = whole(x, scratch);
      Batch given = rows(scratch, x.size());
      given.copyFrom(whole);
      for (int i = 0; i < x.size(); i++) {
        for (int unit : units) {
          given.set(i, unit, Float.NaN);
        }
      }
      Capabilities.require(energy, Clampable.class, "a block")
          .sweep(whole, given, sweeps, beta, random);
      for (int i = 0; i < x.size(); i++) {
        take(whole, i, x, i);
      }
    }
  }
}
