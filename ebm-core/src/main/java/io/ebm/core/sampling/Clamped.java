package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * An energy some of whose units are held, row by row: what a sampler sees that completes rows.
 *
 * @param energy the energy
 * @param sweeps the same, as what can hold units
 * @param given a row for each chain: values that are held, NaN for units that are free
 */
record Clamped(EnergyFunction energy, Clampable sweeps, Batch given)
    implements EnergyFunction, GibbsSampled {

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    energy.energies(x, out);
  }

  @Override
  public void sweep(Batch x, int count, double beta, RandomStream random) {
    sweeps.sweep(x, given, count, beta, random);
  }

  /** Whether the rows have what is given. */
  boolean holds(Batch rows) {
    for (int i = 0; i < rows.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value) && rows.array()[rows.offset() + i] != value) {
        return false;
      }
    }
    return true;
  }

  /** Puts what is given into the rows. */
  void apply(Batch rows) {
    for (int i = 0; i < rows.length(); i++) {
      float value = given.array()[given.offset() + i];
      if (!Float.isNaN(value)) {
        rows.array()[rows.offset() + i] = value;
      }
    }
  }
}
