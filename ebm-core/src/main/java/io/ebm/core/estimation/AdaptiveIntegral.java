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

  /** The uncertain part of the mass of a cell that a hard wall crosses. */
  private static final double WALL = 0.05;

  private final CellIntegrator integrator;
  private final double[][] points;
  private final double[] examplePeaks;
  private final long limit;
  private final List<Cell> earlier = new ArrayList<>();
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
    return errors(earlier);
  }

  /**
   * Adds cells that overlap no earlier one.
   *
   * @param tolerance the error they may add, as a fraction of the total
   * @return the log of the integral over these cells
   */
  double add(List<Cell> cells, double tolerance) {
    Mesh mesh = new Mesh();
    Mesh.place(cells);
    List<Cell> active = cells;
    problem = integrator.integrate(active);
    active.forEach(cell -> cell.logError = cell.logIntegral);
    while (problem == null && !active.isEmpty()) {
      List<Cell> settled = mesh.cells();
      logTotal = logSum(earlier, settled, active);
      // Half of what may be spent, so that something is left for the children of what is cut.
      List<Cell> coarse = settleAccurate(mesh, active, (tolerance - errors(settled)) / 2);
      if (integrator.evaluations() > limit) {
        coarse.forEach(mesh::settle);
        if (errors(earlier) + errors(mesh.cells()) > WORST) {
          problem = "the integral did not converge within " + limit + " energies";
        }
        break;
      }
      coarse.addAll(mesh.unsettleBeside(coarse));
      active = halve(coarse);
    }
    List<Cell> added = mesh.cells();
    earlier.addAll(added);
    logTotal = logSum(earlier);
    return logSum(added);
  }

  private double errors(List<Cell> cells) {
    double sum = 0;
    for (Cell cell : cells) {
      sum += Math.exp(cell.logError - logTotal);
    }
    return sum;
  }

  /** Settles as many cells as the tolerance allows, those of least error first. */
  private List<Cell> settleAccurate(Mesh mesh, List<Cell> active, double tolerance) {
    List<Cell> ordered = new ArrayList<>(active);
    ordered.sort(Comparator.comparingDouble(cell -> cell.logError));
    List<Cell> coarse = new ArrayList<>();
    double spent = 0;
    for (Cell cell : ordered) {
      double error = Math.exp(cell.logError - logTotal);
      boolean accurate = spent + error <= tolerance && !hidesMode(cell);
      if (accurate || !cell.divisible()) {
        spent += error;
        mesh.settle(cell);
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
      children.addAll(cell.halves(points));
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
    double logChildren = logSum(children);
    double scale = Math.max(logParent, logChildren);
    double change = Math.abs(Math.exp(logParent - scale) - Math.exp(logChildren - scale));
    for (Cell child : children) {
      double share = 0.95 * Math.exp(child.logIntegral - logChildren) + 0.05 / children.size();
      child.logError =
          scale == Double.NEGATIVE_INFINITY
              ? Double.NEGATIVE_INFINITY
              : scale + Math.log(change * (Double.isNaN(share) ? 1 : share));
      if (child.wall) {
        // A wall between two nodes changes nothing as it moves; what it may hide is their weight.
        double hidden = child.peak + child.logVolume() + Math.log(WALL);
        child.logError = Math.max(child.logError, hidden);
      }
    }
  }

  @SafeVarargs
  private static double logSum(List<Cell>... lists) {
    double max = Double.NEGATIVE_INFINITY;
    for (List<Cell> cells : lists) {
      for (Cell cell : cells) {
        max = Math.max(max, cell.logIntegral);
      }
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (List<Cell> cells : lists) {
      for (Cell cell : cells) {
        sum += Math.exp(cell.logIntegral - max);
      }
    }
    return max + Math.log(sum);
  }
}
