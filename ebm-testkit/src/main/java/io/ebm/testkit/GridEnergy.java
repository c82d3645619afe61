package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Independent coordinates of one density in one dimension, known by quadrature on a grid: {@code
 * E(x) = Σ_j e(x_j)}. Immutable.
 */
public final class GridEnergy implements EnergyFunction, Differentiable {

  private static final int CELLS = 1 << 15;

  private final StateSpace space;
  private final DoubleUnaryOperator energy;
  private final DoubleUnaryOperator slope;
  private final double low;
  private final double high;
  private final double logPartition;
  private final double[] cumulative = new double[CELLS + 1];

  /**
   * Creates an energy.
   *
   * @param space real or a box
   * @param slope the derivative of {@code energy}
   * @param low the lower end of the grid; the density beyond the ends must be negligible, or the
   *     space a box with these bounds
   */
  public GridEnergy(
      StateSpace space,
      DoubleUnaryOperator energy,
      DoubleUnaryOperator slope,
      double low,
      double high) {
    this.space = space;
    this.energy = energy;
    this.slope = slope;
    this.low = low;
    this.high = high;
    double width = (high - low) / CELLS;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= CELLS; i++) {
      least = Math.min(least, energy.applyAsDouble(low + i * width));
    }
    double before = Math.exp(least - energy.applyAsDouble(low));
    for (int i = 1; i <= CELLS; i++) {
      double here = Math.exp(least - energy.applyAsDouble(low + i * width));
      cumulative[i] = cumulative[i - 1] + 0.5 * width * (before + here);
      before = here;
    }
    double total = cumulative[CELLS];
    for (int i = 0; i <= CELLS; i++) {
      cumulative[i] /= total;
    }
    logPartition = space.dim() * (Math.log(total) - least);
  }

  /** Wells at -1 and 1: {@code e(x) = barrier · (x² - 1)² + tilt · x}, on ℝ^dim. */
  public static GridEnergy doubleWell(int dim, double barrier, double tilt) {
    double end = 2 + 3 / Math.sqrt(Math.sqrt(barrier));
    return new GridEnergy(
        StateSpace.real(dim),
        x -> barrier * (x * x - 1) * (x * x - 1) + tilt * x,
        x -> 4 * barrier * x * (x * x - 1) + tilt,
        -end,
        end);
  }

  /** An exponential density cut to a box: {@code e(x) = rate · x} on {@code [low, high]^dim}. */
  public static GridEnergy ramp(int dim, double rate, float low, float high) {
    return new GridEnergy(
        new StateSpace.Box(List.of(dim), low, high), x -> rate * x, x -> rate, low, high);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  /** {@code log ∫ exp(-E(x)) dx}. */
  public double logPartition() {
    return logPartition;
  }

  /** The distribution function of one coordinate. */
  public double cdf(double x) {
    double place = (x - low) / (high - low) * CELLS;
    if (!(place > 0)) {
      return Double.isNaN(x) ? Double.NaN : 0;
    }
    int cell = (int) Math.min(place, CELLS - 1);
    double part = Math.min(place - cell, 1);
    return cumulative[cell] + part * (cumulative[cell + 1] - cumulative[cell]);
  }

  /** The expectation of a function of one coordinate. */
  public double expectation(DoubleUnaryOperator function) {
    double width = (high - low) / CELLS;
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      double probability = cumulative[i + 1] - cumulative[i];
      sum += probability * function.applyAsDouble(low + (i + 0.5) * width);
    }
    return sum;
  }

  /** Fills every row with an exact, independent sample. */
  public void sample(Batch into, RandomStream random) {
    for (int r = 0; r < into.size(); r++) {
      for (int j = 0; j < into.dim(); j++) {
        double uniform = random.nextDouble();
        int found = Arrays.binarySearch(cumulative, uniform);
        int cell = Math.min(Math.max(0, found >= 0 ? found : -found - 2), CELLS - 1);
        double mass = cumulative[cell + 1] - cumulative[cell];
        double part = mass > 0 ? (uniform - cumulative[cell]) / mass : 0.5;
        double x = low + (cell + part) * (high - low) / CELLS;
        into.set(r, j, (float) Math.min(high, Math.max(low, x)));
      }
    }
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int r = 0; r < x.size(); r++) {
      double sum = 0;
      for (int j = 0; j < x.dim(); j++) {
        sum += energy.applyAsDouble(x.get(r, j));
      }
      out[r] = sum;
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    energies(x, energies);
    for (int r = 0; r < x.size(); r++) {
      for (int j = 0; j < x.dim(); j++) {
        out.set(r, j, (float) slope.applyAsDouble(x.get(r, j)));
      }
    }
  }
}
