package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code log Z} of an energy over one to three real coordinates, by adaptive Gauss-Legendre
 * quadrature. In a box space the integral is over the box; in all of ℝ^n it begins with a box about
 * the examples (a few thousand of the training data), which is doubled until what that adds is
 * negligible and no probe farther out shows mass.
 *
 * <p>The interval is four times what the last halving of every cell changed, which is far more than
 * the error of a smooth energy. It is wider than asked for, by up to 0.01 nats, where the energies
 * allowed did not suffice, as with hard walls; there it is a rough guide. A flat tail, an energy
 * that falls far from the data, a NaN make the result invalid. A mode much narrower than the first
 * grid (a hundredth of the box) is found only if an example lies in it or near.
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

  private final double tolerance;
  private final long limit;

  /**
   * Creates the method.
   *
   * @param tolerance the half width of the interval to aim at, in nats, from 1e-8 to 0.1
   * @param limit how many energies may be computed, at least 10,000
   */
  public Quadrature(double tolerance, long limit) {
    Checks.between("tolerance", tolerance, 1e-8, 0.1);
    Checks.atLeast("limit", limit, 10_000);
    this.tolerance = tolerance;
    this.limit = limit;
  }

  /** A tolerance of 1e-4 nats and a limit of five million energies. */
  public Quadrature() {
    this(1e-4, 5_000_000);
  }

  @Override
  public String method() {
    return "quadrature";
  }

  @Override
  public Optional<String> obstacle(EnergyFunction energy, EstimationContext context) {
    return fits(energy.space())
        ? Optional.empty()
        : Optional.of("quadrature is for 1 to 3 real coordinates, not for " + energy.space());
  }

  /** Whether the method fits a space: real or a box, of one to three coordinates. */
  public static boolean fits(StateSpace space) {
    return (space instanceof StateSpace.Real || space instanceof StateSpace.Box)
        && space.dim() <= ORDERS.length;
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    Obstacles.refuse(this, energy, context);
    StateSpace space = energy.space();
    int dim = space.dim();
    Batch examples = examples(dim, context);
    double[] energies = energies(energy, examples);
    double[][] points = new double[examples.size()][dim];
    int[] indices = new int[examples.size()];
    for (int i = 0; i < examples.size(); i++) {
      if (Double.isNaN(energies[i]) || energies[i] == Double.NEGATIVE_INFINITY) {
        return LogPartition.invalid(
            method(), CellIntegrator.describe(examples, i, energies[i]) + ", an example");
      }
      energies[i] = -energies[i];
      indices[i] = i;
      for (int k = 0; k < dim; k++) {
        points[i][k] = examples.get(i, k);
      }
    }
    CellIntegrator integrator = new CellIntegrator(energy, ORDERS[dim - 1], context);
    AdaptiveIntegral integral = new AdaptiveIntegral(integrator, points, energies, limit);
    if (space instanceof StateSpace.Box box) {
      double[] low = new double[dim];
      double[] high = new double[dim];
      Arrays.fill(low, box.low());
      Arrays.fill(high, box.high());
      Cell whole = new Cell(low, high, indices);
      integral.add(whole.cut(FIRST_CUTS[dim - 1], points), tolerance / 4);
      return result(integral, 0, integral.problem());
    }
    return integrateReal(integral, points, indices, new TailProbe(energy));
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
      AdaptiveIntegral integral, double[][] points, int[] indices, TailProbe probe) {
    int dim = probe.dim();
    double[] centre = new double[dim];
    double[] half = new double[dim];
    firstBox(points, centre, half);
    Cell box = box(centre, half, indices);
    integral.add(box.cut(FIRST_CUTS[dim - 1], points), tolerance / 4);
    for (int doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
      if (integral.problem() != null) {
        return result(integral, 0, integral.problem());
      }
      double logShell = integral.add(shell(centre, half, points, indices), tolerance / 16);
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

  /**
   * Some quarter larger than the range of the examples on every side; ±3 where there are none.
   * Neither size nor place are round, lest walls of the energy fall just beside edges of cells.
   */
  private static void firstBox(double[][] points, double[] centre, double[] half) {
    for (int k = 0; k < centre.length; k++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] point : points) {
        low = Math.min(low, point[k]);
        high = Math.max(high, point[k]);
      }
      centre[k] = points.length == 0 ? 0 : (low + high) / 2 + 0.0137 * (high - low);
      half[k] = points.length == 0 ? 3 : 0.7236 * (high - low);
      if (half[k] < 1e-3 * Math.abs(centre[k]) || half[k] == 0) {
        half[k] = Math.max(1, 1e-3 * Math.abs(centre[k]));
      }
    }
  }

  private static Cell box(double[] centre, double[] half, int[] indices) {
    double[] low = new double[centre.length];
    double[] high = new double[centre.length];
    for (int k = 0; k < centre.length; k++) {
      low[k] = centre[k] - half[k];
      high[k] = centre[k] + half[k];
    }
    return new Cell(low, high, indices);
  }

  /** What doubling a box adds: the outer of the quarters of the larger box, cut further. */
  private static List<Cell> shell(
      double[] centre, double[] half, double[][] points, int[] indices) {
    int dim = centre.length;
    double[] doubled = new double[dim];
    for (int k = 0; k < dim; k++) {
      doubled[k] = 2 * half[k];
    }
    List<Cell> cells = new ArrayList<>();
    for (Cell quarter : box(centre, doubled, indices).cut(4, points)) {
      boolean inner = true;
      for (int k = 0; k < dim; k++) {
        double middle = (quarter.low[k] + quarter.high[k]) / 2;
        inner &= Math.abs(middle - centre[k]) < half[k];
      }
      if (!inner) {
        cells.addAll(quarter.cut(SHELL_CUTS[dim - 1], points));
      }
    }
    return cells;
  }
}
