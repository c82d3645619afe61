package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The integral of {@code exp(-E)} over a growing set of cells. Cells are halved along every
 * coordinate until what halving changes, summed over all cells, is within the tolerance. Every sum
 * is taken in an order that depends on the cells alone.
 */
final class AdaptiveIntegral {

  /** A hint that is more plausible than every node by this many nats shows an unseen mode. */
  private static final double UNSEEN = 1;

  /** Beyond this error an integral is no result. */
  private static final double WORST = 0.0025;

  /** The uncertain part of the mass of a cell that a hard wall crosses. */
  private static final double WALL = 0.05;

  /** By how many nats, at most, an error is believed to fall when a cell is halved. */
  private static final double FALL = Math.log(64);

  /** Times the corners of a cell: so many cells, or fewer, are about one point. */
  private static final int FEW = 2;

  private final CellIntegrator integrator;
  private final Hints hints;
  private final long limit;
  private final List<Cell> earlier = new ArrayList<>();
  private double logTotal = Double.NEGATIVE_INFINITY;
  private @Nullable String problem;

  /**
   * Creates an integral over nothing.
   *
   * @param hints where mass may lie
   * @param limit how many energies may be computed
   */
  AdaptiveIntegral(CellIntegrator integrator, Hints hints, long limit) {
    this.integrator = integrator;
    this.hints = hints;
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
    Pace pace = new Pace();
    boolean exhausted = false;
    List<Cell> active = cells;
    problem = integrator.integrate(active);
    active.forEach(cell -> cell.logError = cell.logIntegral);
    while (problem == null && !active.isEmpty()) {
      List<Cell> settled = mesh.cells();
      logTotal = logSum(earlier, settled, active);
      // Half of what may be spent, so that something is left for the children of what is cut.
      List<Cell> coarse = settleAccurate(mesh, active, (tolerance - errors(settled)) / 2);
      coarse.addAll(mesh.unsettleBeside(coarse));
      exhausted = integrator.evaluations() + integrator.costOfHalving(coarse.size()) > limit;
      if (exhausted || isHopeless(pace, coarse)) {
        coarse.forEach(mesh::settle);
        break;
      }
      active = halve(coarse, pace);
    }
    List<Cell> added = mesh.cells();
    earlier.addAll(added);
    logTotal = logSum(earlier);
    if (problem == null && errors(earlier) > WORST) {
      problem = uncertain(exhausted);
    }
    return logSum(added);
  }

  /** Why the error is as large as it is. */
  private String uncertain(boolean exhausted) {
    Cell worst = Collections.max(earlier, Comparator.comparingDouble(cell -> cell.logError));
    if (exhausted && worst.divisible()) {
      return "the integral did not converge within " + limit + " energies";
    }
    StringBuilder place = new StringBuilder();
    for (int k = 0; k < worst.low.length; k++) {
      place.append(k == 0 ? "" : ", ").append((float) ((worst.low[k] + worst.high[k]) / 2));
    }
    return "the integral cannot be found about ("
        + place
        + "): ever smaller cells there change it as much as larger ones, or are too small for floats;"
        + " exp(-E) has no integral there, or nearly none, or too narrow a spike";
  }

  /**
   * Whether the error comes from a few cells, about a singularity, and halving them until floats
   * allow no more would leave too much of it.
   */
  private boolean isHopeless(Pace pace, List<Cell> coarse) {
    if (!pace.longSlow() || coarse.isEmpty()) {
      return false;
    }
    List<Cell> worst = new ArrayList<>(coarse);
    worst.sort(Comparator.comparingDouble((Cell cell) -> cell.logError).reversed());
    int few = Math.min(worst.size(), FEW << worst.get(0).low.length);
    double error = errors(worst.subList(0, few));
    double left = Math.min(0, pace.logRatio()) * worst.get(0).halvings();
    return error > errors(worst) / 2 && error * Math.exp(left) > WORST;
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
      boolean noise = cell.logError < cell.logNoise && !hidesMode(cell);
      if (accurate || noise || !cell.divisible()) {
        if (!accurate) {
          cell.logError = Math.max(cell.logError, cell.logNoise);
        }
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
    for (int hint : cell.hints) {
      best = Math.max(best, hints.peaks()[hint]);
    }
    return best > cell.peak + UNSEEN && best + cell.logVolume() > logTotal - 20;
  }

  private List<Cell> halve(List<Cell> coarse, Pace pace) {
    List<Cell> children = new ArrayList<>();
    for (Cell cell : coarse) {
      children.addAll(cell.halves(hints.points()));
    }
    problem = integrator.integrate(children);
    int each = coarse.isEmpty() ? 0 : children.size() / coarse.size();
    if (problem != null) {
      return children;
    }
    double[] changes = new double[coarse.size()];
    for (int i = 0; i < changes.length; i++) {
      Cell cell = coarse.get(i);
      changes[i] = logChange(cell.logIntegral, logSum(children.subList(i * each, (i + 1) * each)));
      if (cell.level > 0) { // a change may be small by chance
        changes[i] = Math.max(changes[i], cell.logError - FALL);
      }
    }
    double slow = pace.logSlowness(LogSums.of(changes));
    for (int i = 0; i < changes.length; i++) {
      shareError(changes[i] + slow, children.subList(i * each, (i + 1) * each));
    }
    return children;
  }

  private static double logChange(double logBefore, double logAfter) {
    double scale = Math.max(logBefore, logAfter);
    return scale == Double.NEGATIVE_INFINITY
        ? scale
        : scale + Math.log(Math.abs(Math.exp(logBefore - scale) - Math.exp(logAfter - scale)));
  }

  /** What halving changed is the children's error, mostly that of those with the mass. */
  private static void shareError(double logChange, List<Cell> children) {
    double logChildren = logSum(children);
    for (Cell child : children) {
      double share = 0.95 * Math.exp(child.logIntegral - logChildren) + 0.05 / children.size();
      child.logError = logChange + Math.log(Double.isNaN(share) ? 1 : share);
      if (child.wall) {
        // A wall between two nodes changes nothing as it moves; what it may hide is their weight.
        double hidden = child.peak + child.logVolume() + Math.log(WALL);
        child.logError = Math.max(child.logError, hidden);
      }
    }
  }

  @SafeVarargs
  private static double logSum(List<Cell>... lists) {
    DoubleStream.Builder logs = DoubleStream.builder();
    for (List<Cell> cells : lists) {
      cells.forEach(cell -> logs.add(cell.logIntegral));
    }
    return LogSums.of(logs.build().toArray());
  }
}
