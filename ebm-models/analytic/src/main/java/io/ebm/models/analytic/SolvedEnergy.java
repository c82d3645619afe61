package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.ExactDraws;
import io.ebm.api.RandomStream;
import io.ebm.api.Tractable;
import java.util.Arrays;

/** A row energy whose {@code log Z} is known, and that can be drawn from exactly. */
abstract class SolvedEnergy extends RowEnergy implements Tractable, ExactDraws {

  SolvedEnergy(int dim) {
    super(dim);
  }

  /** {@code log ∫ exp(-E)}. */
  abstract double logPartition();

  /** Writes an exact sample to the first {@code dim} numbers. */
  abstract void draw(double[] x, RandomStream random);

  @Override
  public final void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, logPartition());
  }

  @Override
  public final void sample(Batch into, RandomStream random) {
    double[] x = new double[dim()];
    for (int i = 0; i < into.size(); i++) {
      draw(x, random);
      for (int k = 0; k < dim(); k++) {
        into.set(i, k, (float) x[k]);
      }
    }
  }
}
