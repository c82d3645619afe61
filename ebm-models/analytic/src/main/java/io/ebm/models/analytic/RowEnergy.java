package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.KnownMoments;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * An energy over ℝⁿ that is computed row by row in double precision: a formula and its derivatives.
 * Immutable.
 */
abstract class RowEnergy implements EnergyFunction, Differentiable, KnownMoments {

  private final StateSpace space;

  RowEnergy(int dim) {
    space = StateSpace.real(dim);
  }

  /**
   * The energy of one state.
   *
   * @param x at least {@code dim} numbers, the state first
   * @param slope receives the derivatives
   */
  abstract double energy(double[] x, double[] slope);

  @Override
  public final StateSpace space() {
    return space;
  }

  final int dim() {
    return space.dim();
  }

  @Override
  public final void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      double[] row = scratch.doubles(dim());
      double[] slope = scratch.doubles(dim());
      for (int i = 0; i < x.size(); i++) {
        read(x, i, row);
        out[i] = energy(row, slope);
      }
    }
  }

  @Override
  public final void gradients(Batch x, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] row = scratch.doubles(dim());
      double[] slope = scratch.doubles(dim());
      for (int i = 0; i < x.size(); i++) {
        read(x, i, row);
        energies[i] = energy(row, slope);
        for (int k = 0; k < dim(); k++) {
          out.set(i, k, (float) slope[k]);
        }
      }
    }
  }

  private void read(Batch x, int i, double[] row) {
    for (int k = 0; k < dim(); k++) {
      row[k] = x.get(i, k);
    }
  }

  @Override
  public void means(double[] out) {
    Arrays.fill(out, 0, dim(), Double.NaN);
  }

  @Override
  public void variances(double[] out) {
    Arrays.fill(out, 0, dim(), Double.NaN);
  }
}
