package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/** The energy 0 on a space, with no capability: what a component that needs one must refuse. */
public record BareEnergy(StateSpace space) implements EnergyFunction {

  @Override
  public void energies(Batch x, double[] out) {
    Arrays.fill(out, 0, x.size(), 0);
  }
}
