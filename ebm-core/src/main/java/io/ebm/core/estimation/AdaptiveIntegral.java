package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The integral of {@code exp(-E)} over a growing set of cells. Cells are halved along every
 * coordinate until what halving changes, summed over all cells, is within the tolerance. Every sum
 * is taken in an order that depends on the cells alone.
 */
final class AdaptiveIntegral {

  /** An example that is more plausible than every node by this many nats shows an unseen mode. */
  private static final double UNSEEN = 1;

  /** Beyond this error an integral that ran out of energies is no result. */
  private static final double WORST = 0.01;

  private final CellIntegrator integrator;
  private final double[][] points;
  private final double[] examplePeaks;
  private final long limit;
  private final List<Cell> settled = new ArrayList<>();
  private double logTotal = Double.NEGATIVE_INFINITY;
  private @Nullable String problem;

  /**
   * Creates an integral over nothing.
   *
   * @param points examples that show where mass may lie
   * @param examplePeaks {@code -E} of every example
   * @param limit how many energies may be computed
   */
  AdaptiveIntegral(
      CellIntegrator integrator, double[][] points, double[] examplePeaks, long limit) {
    this.integrator = integrator;
    this.points = points;
    this.examplePeaks = examplePeaks;
    this.limit = limit;
  }

  /** Why there is no result, or null. */
  @Nullable String problem() {
    return problem;
  }

  double logTotal() {
    return logTotal;
  }

  /** The sum of the errors as a fraction of the total. */
  double relativeError() {
    double sum = 0;
    for (Cell cell : settled) {
      sum += Math.exp(cell.logError - logTotal);
    }
    return sum;
  }

  /**
   * Adds cells that overlap no earlier one.
   *
   * @param tolerance the error they may add, as a fraction of the total
   * @return the log of the integral over these cells
   */
  double add(List<Cell> cells, double tolerance) {
    int before = settled.size();
    List<Cell> active = cells;
    problem = integrator.integrate(active);
    active.forEach(cell -> cell.logError = cell.logIntegral);
    while (problem == null && !active.isEmpty()) {
      logTotal = logSum(settled, active);
      // Half of what may be spent, so that something is left for the children of what is cut.
      List<Cell> coarse = settleAccurate(active, (tolerance - errorSince(before)) / 2);
      if (exhausted()) {
        settled.addAll(coarse);
        if (relativeError() > WORST) {
          problem = "the integral did not converge within " + limit + " energies";
        }
        break;
      }
      active = halve(coarse);
    }
    logTotal = logSum(settled, List.of());
    return logSum(settled.subList(before, settled.size()), List.of());
  }

  private double errorSince(int before) {
    double sum = 0;
    for (Cell cell : settled.subList(before, settled.size())) {
      sum += Math.exp(cell.logError - logTotal);
    }
    return sum;
  }

  /** Whether no further energy may be computed. */
  boolean exhausted() {
    return integrator.evaluations() > limit;
  }

  /** Settles as many cells as the tolerance allows, those of least error first. */
  private List<Cell> settleAccurate(List<Cell> active, double tolerance) {
    List<Cell> ordered = new ArrayList<>(active);
    ordered.sort(Comparator.comparingDouble(cell -> cell.logError));
    List<Cell> coarse = new ArrayList<>();
    double spent = 0;
    for (Cell cell : ordered) {
      double error = Math.exp(cell.logError - logTotal);
      boolean accurate = spent + error <= tolerance && !hidesMode(cell);
      if (accurate || !cell.divisible()) {
        spent += error;
        settled.add(cell);
      } else {
        coarse.add(cell);
      }
    }
    return coarse;
  }

  private boolean hidesMode(Cell cell) {
    double best = Double.NEGATIVE_INFINITY;
    for (int example : cell.examples) {
      best = Math.max(best, examplePeaks[example]);
    }
    return best > cell.peak + UNSEEN && best + cell.logVolume() > logTotal - 20;
  }

  private List<Cell> halve(List<Cell> coarse) {
    List<Cell> children = new ArrayList<>();
    for (Cell cell : coarse) {
      children.addAll(cell.cut(2, points));
    }
    problem = integrator.integrate(children);
    int each = coarse.isEmpty() ? 0 : children.size() / coarse.size();
    for (int i = 0; i < coarse.size() && problem == null; i++) {
      shareError(coarse.get(i).logIntegral, children.subList(i * each, (i + 1) * each));
    }
    return children;
  }

  /** What halving changed is the children's error, mostly that of those with the mass. */
  private static void shareError(double logParent, List<Cell> children) {
    double logChildren = logSum(children, List.of());
    double scale = Math.max(logParent, logChildren);
    double change = Math.abs(Math.exp(logParent - scale) - Math.exp(logChildren - scale));
    for (Cell child : children) {
      double share = 0.95 * Math.exp(child.logIntegral - logChildren) + 0.05 / children.size();
      child.logError =
          scale == Double.NEGATIVE_INFINITY
              ? Double.NEGATIVE_INFINITY
              : scale + Math.log(change * (Double.isNaN(share) ? 1 : share));
    }
  }

  private static double logSum(List<Cell> one, List<Cell> two) {
    double max = Double.NEGATIVE_INFINITY;
    for (List<Cell> cells : List.of(one, two)) {
      for (Cell cell : cells) {
        max = Math.max(max, cell.logIntegral);
      }
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (List<Cell> cells : List.of(one, two)) {
      for (Cell cell : cells) {
        sum += Math.exp(cell.logIntegral - max);
      }
    }
    return max + Math.log(sum);
  }
}
