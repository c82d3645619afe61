package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;

/**
 * Energies of points, computed in batches that do not depend on the threads. A search asks it: NaN
 * is no place to go to, so it counts as infinite.
 */
final class PointEnergies {

  private final EnergyFunction energy;
  private final EstimationContext context;
  private final int dim;
  private long evaluations;

  PointEnergies(EnergyFunction energy, EstimationContext context) {
    this.energy = energy;
    this.context = context;
    this.dim = energy.space().dim();
  }

  int dim() {
    return dim;
  }

  /** How many energies have been computed. */
  long evaluations() {
    return evaluations;
  }

  double[] of(double[][] points) {
    int rows = CellIntegrator.ROWS;
    double[] out = new double[points.length];
    evaluations += points.length;
    context.parallel(
        (points.length + rows - 1) / rows,
        task -> {
          int from = task * rows;
          int count = Math.min(rows, points.length - from);
          Batch batch = Batch.allocate(count, dim);
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < dim; k++) {
              batch.set(i, k, (float) points[from + i][k]);
            }
          }
          double[] energies = new double[count];
          energy.energies(batch, energies);
          for (int i = 0; i < count; i++) {
            out[from + i] = Double.isNaN(energies[i]) ? Double.POSITIVE_INFINITY : energies[i];
          }
        });
    return out;
  }
}
