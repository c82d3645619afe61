package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.Optional;

/**
 * An energy of real states as one of states in units of their own, {@code y_i = x_i / u_i}: {@code
 * E(u_i y_i)}. The step of a sampler on it is relative to the units. Rows have units of their own:
 * a batch begins with the first of them. {@link Differentiable} if the energy is.
 */
public final class InUnits implements EnergyFunction, Differentiable {

  private final EnergyFunction energy;
  private final double[] units;

  /**
   * An energy.
   *
   * @param energy of unbounded real states as they are
   * @param units at least as many {@code u}, positive, as any batch has rows; read at every call
   */
  public InUnits(EnergyFunction energy, double[] units) {
    this.energy = energy;
    this.units = units;
  }

  /**
   * {@code x_i / u_i} for every row.
   *
   * @param out receives as many rows; may be {@code x}
   */
  public static void enter(Batch x, double[] units, Batch out) {
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        out.set(i, j, (float) (x.get(i, j) / units[i]));
      }
    }
  }

  /**
   * {@code u_i y_i} for every row.
   *
   * @param out receives as many rows; may be {@code y}
   */
  public static void leave(Batch y, double[] units, Batch out) {
    for (int i = 0; i < y.size(); i++) {
      for (int j = 0; j < y.dim(); j++) {
        out.set(i, j, (float) (units[i] * y.get(i, j)));
      }
    }
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability != Differentiable.class || Capabilities.has(energy, Differentiable.class)
        ? Optional.empty()
        : Optional.of("the energy of states as they are has no gradient");
  }

  @Override
  public void energies(Batch y, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      energy.energies(whole(y, scratch), out);
    }
  }

  private Batch whole(Batch y, Scratch scratch) {
    Batch whole = Batch.of(scratch.floats(y.length()), 0, y.size(), y.dim());
    leave(y, units, whole);
    return whole;
  }

  @Override
  public void gradients(Batch y, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Capabilities.require(energy, Differentiable.class, "a sampler in units")
          .gradients(whole(y, scratch), energies, out);
    }
    leave(out, units, out);
  }
}
