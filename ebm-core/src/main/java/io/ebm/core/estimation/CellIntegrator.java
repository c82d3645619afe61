package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.math.Scratch;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Integrates {@code exp(-E)} over cells by the product of a Gauss-Legendre rule. Cells go to the
 * energy in batches of about a thousand rows that do not depend on the threads, so neither do the
 * results.
 */
final class CellIntegrator {

  /** About how many rows an energy is asked for at once. */
  static final int ROWS = 1024;

  /** By how many nats energies of nodes that matter differ in a cell, at most. */
  private static final double RANGE = 10;

  private final EnergyFunction energy;
  private final EstimationContext context;
  private final int dim;
  private final int order;
  private final int nodes;
  private final double[] points;
  private final double[] logWeights;
  private long evaluations;

  /**
   * Creates an integrator.
   *
   * @param order the number of nodes along each coordinate
   */
  CellIntegrator(EnergyFunction energy, int order, EstimationContext context) {
    this.energy = energy;
    this.context = context;
    this.dim = energy.space().dim();
    this.order = order;
    this.nodes = (int) Math.pow(order, dim);
    this.points = new double[order];
    double[] logs = new double[order];
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(order, 0, 1);
    for (int i = 0; i < order; i++) {
      points[i] = rule.getPoint(i);
      logs[i] = Math.log(rule.getWeight(i));
    }
    this.logWeights = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      for (int k = 0, rest = i; k < dim; k++, rest /= order) {
        logWeights[i] += logs[rest % order];
      }
    }
  }

  /** How many energies have been computed. */
  long evaluations() {
    return evaluations;
  }

  /** How many energies the halves of so many cells take. */
  long costOfHalving(int cells) {
    return ((long) cells * nodes) << dim;
  }

  /**
   * Sets the integral and the peak of every cell.
   *
   * @return where the energy is NaN or minus infinity, or null
   */
  @Nullable String integrate(List<Cell> cells) {
    int perTask = Math.max(1, ROWS / nodes);
    int tasks = (cells.size() + perTask - 1) / perTask;
    @Nullable String[] problems = new String[tasks];
    evaluations += (long) cells.size() * nodes;
    context.parallel(
        tasks,
        task -> {
          int from = task * perTask;
          problems[task] =
              integrateBatch(cells.subList(from, Math.min(cells.size(), from + perTask)));
        });
    return Arrays.stream(problems).filter(p -> p != null).findFirst().orElse(null);
  }

  private @Nullable String integrateBatch(List<Cell> cells) {
    try (Scratch scratch = Scratch.open()) {
      int rows = cells.size() * nodes;
      Batch batch = Batch.of(scratch.floats(rows * dim), 0, rows, dim);
      double[] energies = scratch.doubles(rows);
      for (int c = 0; c < cells.size(); c++) {
        place(cells.get(c), batch, c * nodes);
      }
      energy.energies(batch, energies);
      for (int c = 0; c < cells.size(); c++) {
        int bad = sum(cells.get(c), energies, c * nodes);
        if (bad >= 0) {
          return describe(batch, bad, energies[bad]);
        }
      }
      return null;
    }
  }

  private void place(Cell cell, Batch batch, int firstRow) {
    float[] array = batch.array();
    for (int i = 0; i < nodes; i++) {
      int at = batch.offset(firstRow + i);
      for (int k = 0, rest = i; k < dim; k++, rest /= order) {
        double width = cell.high[k] - cell.low[k];
        array[at + k] = (float) (cell.low[k] + width * points[rest % order]);
      }
    }
  }

  /** Sets the cell's results; returns the row of a bad energy or -1. */
  private int sum(Cell cell, double[] energies, int firstRow) {
    double max = Double.NEGATIVE_INFINITY;
    double peak = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    int infinite = 0;
    for (int i = 0; i < nodes; i++) {
      double energyHere = energies[firstRow + i];
      if (Double.isNaN(energyHere) || energyHere == Double.NEGATIVE_INFINITY) {
        return firstRow + i;
      }
      peak = Math.max(peak, -energyHere);
      lowest = Math.min(lowest, -energyHere);
      infinite += energyHere == Double.POSITIVE_INFINITY ? 1 : 0;
      max = Math.max(max, logWeights[i] - energyHere);
    }
    cell.peak = peak;
    cell.logNoise = Double.NEGATIVE_INFINITY;
    cell.wall = infinite > 0 && infinite < nodes;
    cell.logIntegral = Double.NEGATIVE_INFINITY;
    if (max > Double.NEGATIVE_INFINITY) {
      double sum = 0;
      for (int i = 0; i < nodes; i++) {
        sum += Math.exp(logWeights[i] - energies[firstRow + i] - max);
      }
      cell.logIntegral = max + Math.log(sum) + cell.logVolume();
      double moved = Math.min(RANGE, peak - lowest) * cell.coarseness() / Math.sqrt(nodes);
      cell.logNoise = cell.logIntegral + Math.log(moved);
    }
    return -1;
  }

  static String describe(Batch batch, int row, double energy) {
    StringBuilder place = new StringBuilder();
    for (int k = 0; k < batch.dim(); k++) {
      place.append(k == 0 ? "" : ", ").append(batch.get(row, k));
    }
    return "the energy is " + energy + " at (" + place + ")";
  }
}
