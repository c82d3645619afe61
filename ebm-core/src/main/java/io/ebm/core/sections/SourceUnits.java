package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;

/**
 * An energy of data that were rescaled, as one over the units of their source: with the same {@code
 * log Z}, as the volume is part of the energy.
 */
public record SourceUnits(EnergyFunction energy, Rescaled units) implements EnergyFunction {

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    Batch rows = x.copy();
    units.rescale(rows);
    energy.energies(rows, out);
    double volume = units.logVolume(x.dim());
    for (int i = 0; i < x.size(); i++) {
      out[i] += volume;
    }
  }
}
