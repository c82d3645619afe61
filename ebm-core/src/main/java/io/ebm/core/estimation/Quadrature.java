package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code log Z} of an energy over one to three real coordinates, by adaptive Gauss-Legendre
 * quadrature. A {@link WellSearch} looks first where mass may lie; the examples (a few thousand of
 * the training data) show it too. In a box the integral is over the box; in all of ℝ^n it begins
 * with a box about the wells and the examples, which is doubled until what that adds is negligible
 * and no probe farther out shows mass.
 *
 * <p>The interval is four times what the last halving of every cell changed, which is far more than
 * the error of a smooth energy, and more where halving changes little by little, as about a
 * singularity. It is wider than asked for, by up to 0.01 nats, where the energies allowed did not
 * suffice, as with hard walls; there it is a rough guide. The result is invalid where the error is
 * larger, exp(-E) seems to have no integral, a tail is flat, the energy falls far away or is NaN,
 * or where a well was found that the search could as well have missed. {@link
 * LogPartition#assumes()} says how narrow a well may be that would have been missed.
 *
 * <p>Immutable and thread-safe.
 */
public final class Quadrature implements PartitionEstimator {

  private static final int[] ORDERS = {16, 8, 6};
  private static final int[] FIRST_CUTS = {32, 12, 6};
  private static final int[] SHELL_CUTS = {8, 3, 1};
  private static final int MOST_DOUBLINGS = 40;
  private static final int MOST_EXAMPLES = 4096;

  /** Where an energy is not smooth, halving may change less than the error. */
  private static final double SAFETY = 4;

  /** With examples a search has less to find. */
  private static final int LESS = 4;

  private final double tolerance;
  private final long limit;
  private final long search;
  private final @Nullable List<Double> within;

  /**
   * Creates the method.
   *
   * @param tolerance the half width of the interval to aim at, in nats, from 1e-8 to 0.1
   * @param limit how many energies the integral may take, at least 10,000
   * @param search about how many energies the search for wells may take, at least 1,000
   * @param within two numbers between which every coordinate of all mass lies, or null
   */
  public Quadrature(double tolerance, long limit, long search, @Nullable List<Double> within) {
    Checks.between("tolerance", tolerance, 1e-8, 0.1);
    Checks.atLeast("limit", limit, 10_000);
    Checks.atLeast("search", search, 1_000);
    if (within != null) {
      Checks.that(
          within.size() == 2 && within.get(0) < within.get(1),
          "within",
          "must be two numbers, the lower first, but is " + within);
      Checks.that(
          Math.abs(within.get(0)) < Float.MAX_VALUE && Math.abs(within.get(1)) < Float.MAX_VALUE,
          "within",
          "must be finite, but is " + within);
    }
    this.tolerance = tolerance;
    this.limit = limit;
    this.search = search;
    this.within = within;
  }

  /** A tolerance of 1e-4 nats, five million energies, and 200,000 more for the search. */
  public Quadrature() {
    this(1e-4, 5_000_000, 200_000, null);
  }

  @Override
  public String method() {
    return "quadrature";
  }

  /** Why the method cannot be used on a space; see {@link io.ebm.api.ComponentFactory#misfit}. */
  static Optional<String> misfit(StateSpace space) {
    return fits(space)
        ? Optional.empty()
        : Optional.of("is for 1 to 3 real coordinates, not for " + space);
  }

  /** Whether the method fits a space: real or a box, of one to three coordinates. */
  public static boolean fits(StateSpace space) {
    return (space instanceof StateSpace.Real || space instanceof StateSpace.Box)
        && space.dim() <= ORDERS.length;
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require("estimator '" + method() + "'", misfit(energy.space()));
    int dim = energy.space().dim();
    Batch examples = examples(dim, context);
    double[] energies = energies(energy, examples);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (Double.isNaN(energies[i]) || energies[i] == Double.NEGATIVE_INFINITY) {
        return LogPartition.invalid(
            method(), CellIntegrator.describe(examples, i, energies[i]) + ", an example");
      }
      points.add(row(examples, i));
    }
    Span box = box(energy.space());
    Span known = examples.size() == 0 ? null : about(points);
    WellSearch wells = new WellSearch(new PointEnergies(energy, context), box, budget(known));
    wells.run(known);
    DoubleStream.Builder peaks = DoubleStream.builder();
    Arrays.stream(energies).forEach(e -> peaks.add(-e));
    for (Well well : wells.relevant()) {
      points.add(well.at());
      peaks.add(-well.energy());
    }
    CellIntegrator integrator = new CellIntegrator(energy, ORDERS[dim - 1], context);
    Hints hints = new Hints(points.toArray(double[][]::new), peaks.build().toArray());
    AdaptiveIntegral integral = new AdaptiveIntegral(integrator, hints, limit);
    LogPartition result =
        box == null
            ? integrateReal(
                integral, hints, wells.hull(known), wells.point(), new TailProbe(energy))
            : integrateBox(integral, hints, box);
    Well luck = known == null && result.valid() ? wells.luckily() : null;
    if (luck != null) {
      result =
          result.invalidBecause(
              "the well at "
                  + luck
                  + " is too narrow for the search to find it every time, so that there may be"
                  + " others; data, a larger search or narrower bounds (within) would tell");
    }
    return result.assuming(assumption(wells, energy.space(), known != null));
  }

  private String assumption(WellSearch wells, StateSpace space, boolean data) {
    return wells.assumption()
        + (data ? ", unless an example lies in them" : "")
        + (within != null && space instanceof StateSpace.Real
            ? ", nor any that is not within " + within
            : "");
  }

  private long budget(@Nullable Span known) {
    return Math.min(limit / 10, known == null ? search : search / LESS);
  }

  /** Where all mass lies, or null where that is not known. */
  private @Nullable Span box(StateSpace space) {
    if (space instanceof StateSpace.Box box) {
      return Span.all(space.dim(), box.low(), box.high());
    }
    return within == null ? null : Span.all(space.dim(), within.get(0), within.get(1));
  }

  private static double[] row(Batch rows, int i) {
    double[] row = new double[rows.dim()];
    for (int k = 0; k < row.length; k++) {
      row[k] = rows.get(i, k);
    }
    return row;
  }

  private LogPartition integrateBox(AdaptiveIntegral integral, Hints hints, Span box) {
    Cell whole = new Cell(box.low(), box.high(), hints.all());
    integral.add(whole.cut(FIRST_CUTS[box.dim() - 1], hints.points()), tolerance / 4);
    return result(integral, 0, integral.problem());
  }

  private static Batch examples(int dim, EstimationContext context) {
    return context
        .data()
        .map(data -> data.train().range(0, Math.min(MOST_EXAMPLES, data.train().size()), dim))
        .orElseGet(() -> Batch.allocate(0, dim));
  }

  private static double[] energies(EnergyFunction energy, Batch examples) {
    double[] energies = new double[examples.size()];
    double[] part = new double[CellIntegrator.ROWS];
    for (int from = 0; from < energies.length; from += part.length) {
      int to = Math.min(energies.length, from + part.length);
      energy.energies(examples.slice(from, to), part);
      System.arraycopy(part, 0, energies, from, to - from);
    }
    return energies;
  }

  private LogPartition integrateReal(
      AdaptiveIntegral integral, Hints hints, Span first, @Nullable Well point, TailProbe probe) {
    int dim = probe.dim();
    double[] centre = new double[dim];
    double[] half = new double[dim];
    for (int k = 0; k < dim; k++) { // not round, lest walls fall just beside edges of cells
      half[k] = 1.0413 * first.half(k);
      centre[k] = first.centre(k) + 0.0137 * half[k];
      if (point != null) { // about a corner of a cell, halving does the same every time
        double size = 2 * half[k] / FIRST_CUTS[dim - 1];
        centre[k] = point.at()[k] - size * Math.rint((point.at()[k] - centre[k]) / size);
      }
    }
    Span box = Span.about(centre, half);
    integral.add(
        new Cell(box.low(), box.high(), hints.all()).cut(FIRST_CUTS[dim - 1], hints.points()),
        tolerance / 4);
    for (int doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
      if (integral.problem() != null) {
        return result(integral, 0, integral.problem());
      }
      double logShell = integral.add(shell(centre, half, hints), tolerance / 16);
      for (int k = 0; k < dim; k++) {
        half[k] *= 2;
      }
      double share = Math.exp(logShell - integral.logTotal());
      probe.look(centre, half, integral.logTotal() + Math.log(tolerance / 16));
      if (integral.problem() == null && probe.problem() != null) {
        return result(integral, 0, probe.problem());
      }
      if (share < tolerance / 16 && !probe.mass()) {
        return result(integral, share, integral.problem());
      }
    }
    return result(
        integral,
        0,
        "the energy is not integrable, or its mass lies outside ±" + half[0] + " about the data");
  }

  private LogPartition result(AdaptiveIntegral integral, double missing, @Nullable String problem) {
    double value = integral.logTotal();
    if (problem == null && value == Double.NEGATIVE_INFINITY) {
      return LogPartition.invalid(method(), "the energy is infinite at every node");
    }
    double error = SAFETY * integral.relativeError() + missing + 1e-12 * Math.abs(value);
    LogPartition result = LogPartition.within(value, error, method());
    return problem == null ? result : result.invalidBecause(problem);
  }

  /** A box some quarter larger than the range of points on every side. */
  private static Span about(List<double[]> points) {
    int dim = points.get(0).length;
    double[] centre = new double[dim];
    double[] half = new double[dim];
    for (int k = 0; k < dim; k++) {
      int at = k;
      double low = points.stream().mapToDouble(point -> point[at]).min().orElseThrow();
      double high = points.stream().mapToDouble(point -> point[at]).max().orElseThrow();
      centre[k] = (low + high) / 2;
      half[k] = 0.7236 * (high - low);
      if (half[k] < 1e-3 * Math.abs(centre[k]) || half[k] == 0) {
        half[k] = Math.max(1, 1e-3 * Math.abs(centre[k]));
      }
    }
    return Span.about(centre, half);
  }

  /** What doubling a box adds: the outer of the quarters of the larger box, cut further. */
  private static List<Cell> shell(double[] centre, double[] half, Hints hints) {
    int dim = centre.length;
    Span doubled = Span.about(centre, half).times(2);
    Cell whole = new Cell(doubled.low(), doubled.high(), hints.all());
    List<Cell> cells = new ArrayList<>();
    for (Cell quarter : whole.cut(4, hints.points())) {
      boolean inner = true;
      for (int k = 0; k < dim; k++) {
        double middle = (quarter.low[k] + quarter.high[k]) / 2;
        inner &= Math.abs(middle - centre[k]) < half[k];
      }
      if (!inner) {
        cells.addAll(quarter.cut(SHELL_CUTS[dim - 1], hints.points()));
      }
    }
    return cells;
  }
}
