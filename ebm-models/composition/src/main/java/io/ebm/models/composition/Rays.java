package io.ebm.models.composition;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.OptionalDouble;

/** Looks along rays from the origin whether an energy rises far out. */
final class Rays {

  private static final int RAYS = 64;
  private static final double[] RADII = {1e2, 1e3, 1e4};

  private Rays() {}

  /** A distance from which the energy falls along some ray; empty if it rises, or has bounds. */
  static OptionalDouble firstFall(EnergyFunction energy) {
    if (!(energy.space() instanceof StateSpace.Real)) {
      return OptionalDouble.empty();
    }
    int dim = energy.space().dim();
    Batch directions = Batch.allocate(RAYS, dim);
    RandomStream.of(1).split("rays").fillGaussian(directions.array(), 0, directions.length());
    double[] before = null;
    for (int r = 0; r < RADII.length; r++) {
      Batch x = Batch.allocate(RAYS, dim);
      for (int i = 0; i < RAYS; i++) {
        double length = 0;
        for (int j = 0; j < dim; j++) {
          length += directions.get(i, j) * directions.get(i, j);
        }
        for (int j = 0; j < dim; j++) {
          x.set(i, j, (float) (RADII[r] * directions.get(i, j) / Math.sqrt(length)));
        }
      }
      double[] energies = new double[RAYS];
      energy.energies(x, energies);
      for (int i = 0; i < RAYS && before != null; i++) {
        if (!(energies[i] > before[i])) {
          return OptionalDouble.of(RADII[r - 1]);
        }
      }
      before = energies;
    }
    return OptionalDouble.empty();
  }
}
