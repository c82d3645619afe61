package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.KnownDensity;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** Independent samples of a density in the plane. */
final class PlanarDataset implements Dataset, KnownDensity {

  private final PlanarDensity density;
  private final Examples train;
  private final Examples heldOut;

  PlanarDataset(PlanarDensity density, int size, int heldOut, ComponentContext context) {
    this.density = density;
    this.train = draw(size, context.random().split("train"));
    this.heldOut = draw(heldOut, context.random().split("held-out"));
  }

  static void checkSizes(int size, int heldOut) {
    Checks.atLeast("size", size, 1);
    Checks.atLeast("heldOut", heldOut, 0);
  }

  /** Bounds the noise from below: a density on a curve has no logarithm in the plane. */
  static void checkNoise(String setting, double noise) {
    Checks.between(setting, noise, 0.001, 1000);
  }

  private Examples draw(int count, RandomStream random) {
    Batch rows = Batch.allocate(count, 2);
    density.sample(rows, random);
    return Examples.of(rows);
  }

  @Override
  public StateSpace space() {
    return StateSpace.real(2);
  }

  @Override
  public Examples train() {
    return train;
  }

  @Override
  public Examples heldOut() {
    return heldOut;
  }

  @Override
  public void logDensities(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = density.logDensity(x.get(i, 0), x.get(i, 1));
    }
  }
}
