package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;

/** {@link Levels} with differences of the fields alone, which leave out the attraction. */
record RoughLevels(Levels levels) implements EnergyFunction, SiteDifferences {

  @Override
  public StateSpace space() {
    return levels.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    levels.energies(x, out);
  }

  @Override
  public void differences(Batch x, Batch out) {
    int count = space().levels();
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        for (int a = 0; a < count; a++) {
          float slope = 0.3f * (j + 1) / x.dim();
          out.set(i, j * count + a, slope * (a - x.get(i, j)));
        }
      }
    }
  }

  @Override
  public boolean exact() {
    return false;
  }
}
