package io.ebm.testkit.broken;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.SmallIsing;

/** A small spin model whose sweeps hold units, with the fault to draw the last of these anew. */
final class FaultyClampedEnergy implements EnergyFunction, Clampable {

  private final Fault fault;
  private final SmallIsing energy;

  FaultyClampedEnergy(Fault fault, SmallIsing energy) {
    this.fault = fault;
    this.energy = energy;
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    energy.energies(x, out);
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    energy.sweep(x, sweeps, beta, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    for (int s = 0; s < sweeps; s++) {
      for (int row = 0; row < x.size(); row++) {
        int unclamped = fault == Fault.SITE_UNCLAMPED ? lastGiven(given, row) : -1;
        for (int unit = 0; unit < x.dim(); unit++) {
          if (Float.isNaN(given.get(row, unit)) || unit == unclamped) {
            double up = energy.upProbability(x, row, unit, beta);
            x.set(row, unit, random.nextDouble() < up ? 1 : energy.down());
          }
        }
      }
    }
  }

  private static int lastGiven(Batch given, int row) {
    int unit = given.dim() - 1;
    while (unit >= 0 && Float.isNaN(given.get(row, unit))) {
      unit--;
    }
    return unit;
  }
}
