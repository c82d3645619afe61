package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws against a log-density that is said to be theirs: by the sum over all states of a discrete
 * space, by a grid over one or two real coordinates.
 */
final class DensityChecks {

  /** Computes log-densities of rows. */
  interface LogDensities {
    void of(Batch x, double[] out);
  }

  private static final int ENUMERATED = 1 << 14;
  private static final int LINE = 1 << 15;
  private static final int SIDE = 160;
  private static final int CELLS = 7; // which does not divide what is regular
  private static final int CHUNK = 4096;

  private DensityChecks() {}

  /** Whether draws of a space can be compared with a density. */
  static boolean possible(StateSpace space) {
    return space.levels() == 0 ? space.dim() <= 2 : Enumeration.possible(space, ENUMERATED);
  }

  /**
   * The density's mass is 1, and the draws have its law.
   *
   * @param draws makes independent draws with a seed; as many rows each time
   */
  static void check(
      String what, StateSpace space, LongFunction<Batch> draws, LogDensities density, long seed) {
    PValue.confirm(
        what + " is the law of the draws",
        seed,
        s -> {
          Batch drawn = draws.apply(s);
          if (space.levels() > 0) {
            return List.of(states(what, space, drawn, density));
          }
          return List.of(
              space.dim() == 1
                  ? line(what, space, drawn, density)
                  : plane(what, space, drawn, density));
        });
  }

  private static PValue states(String what, StateSpace space, Batch draws, LogDensities density) {
    Enumeration all = Enumeration.of(new Negative(space, density));
    double[] p = new double[all.size()];
    double mass = 0;
    for (int s = 0; s < p.length; s++) {
      p[s] = Math.exp(-all.energy(s));
      mass += p[s];
    }
    requireOne(what, mass, 1e-5);
    return new PValue("states", Statistics.chiSquare(all.counts(draws), p));
  }

  private static PValue line(String what, StateSpace space, Batch draws, LogDensities density) {
    Axis axis = Axis.of(space, draws, 0, LINE, 10);
    Batch x = Batch.allocate(LINE, 1);
    for (int k = 0; k < LINE; k++) {
      x.set(k, 0, (float) axis.in(k, 0.5));
    }
    double[] below = cumulative(masses(density, x, axis, null));
    double mass = below[LINE];
    requireOne(what, mass, 5e-3);
    double p = Statistics.kolmogorovSmirnov(column(draws, 0), y -> axis.at(y, below) / mass);
    return new PValue("values", p);
  }

  private static PValue plane(String what, StateSpace space, Batch draws, LogDensities density) {
    Axis first = Axis.of(space, draws, 0, SIDE, 3);
    Axis second = Axis.of(space, draws, 1, SIDE, 3);
    Batch x = Batch.allocate(SIDE * SIDE, 2);
    RandomStream random = RandomStream.of(1); // edges of a density average out over random places
    for (int k = 0; k < SIDE; k++) {
      for (int l = 0; l < SIDE; l++) {
        x.set(k * SIDE + l, 0, (float) first.in(k, random.nextDouble()));
        x.set(k * SIDE + l, 1, (float) second.in(l, random.nextDouble()));
      }
    }
    double[] mass = masses(density, x, first, second);
    double total = Arrays.stream(mass).sum();
    requireOne(what, total, 3e-2);
    int[] rows = first.quantiles(column(draws, 0));
    int[] columns = second.quantiles(column(draws, 1));
    double[] expected = new double[CELLS * CELLS];
    for (int k = 0; k < SIDE; k++) {
      for (int l = 0; l < SIDE; l++) {
        expected[rows[k] * CELLS + columns[l]] += mass[k * SIDE + l] / total;
      }
    }
    long[] counts = new long[CELLS * CELLS];
    for (int i = 0; i < draws.size(); i++) {
      int k = first.cell(draws.get(i, 0));
      int l = second.cell(draws.get(i, 1));
      counts[rows[k] * CELLS + columns[l]]++;
    }
    return new PValue("7 × 7 cells of the plane", Statistics.chiSquare(counts, expected));
  }

  private static double[] masses(LogDensities density, Batch x, Axis first, @Nullable Axis second) {
    double[] masses = new double[x.size()];
    double[] logs = new double[CHUNK];
    for (int from = 0; from < masses.length; from += CHUNK) {
      int size = Math.min(CHUNK, masses.length - from);
      density.of(x.slice(from, from + size), logs);
      for (int k = 0; k < size; k++) {
        int at = from + k;
        double cell =
            second == null
                ? first.width(at)
                : first.width(at / second.cells) * second.width(at % second.cells);
        masses[at] = Math.exp(logs[k]) * cell;
      }
    }
    return masses;
  }

  private static double[] cumulative(double[] masses) {
    double[] below = new double[masses.length + 1];
    for (int k = 0; k < masses.length; k++) {
      below[k + 1] = below[k] + masses[k];
    }
    return below;
  }

  private static void requireOne(String what, double mass, double tolerance) {
    if (!(Math.abs(mass - 1) <= tolerance)) {
      throw new AssertionError(String.format("%s has a mass of %.7g, not of 1", what, mass));
    }
  }

  private static double[] column(Batch rows, int column) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i, column);
    }
    return values;
  }

  private record Negative(StateSpace space, LogDensities density) implements EnergyFunction {
    @Override
    public void energies(Batch x, double[] out) {
      density.of(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -out[i];
      }
    }
  }

  /**
   * Cells along a coordinate: equal ones across a box, and on a line such that are narrow where the
   * draws lie and grow in proportion to the distance beyond: {@code x = centre + spread sinh u},
   * with {@code u} from minus to plus {@code reach}.
   */
  private static final class Axis {
    private final int cells;
    private final double[] ends;

    private Axis(int cells, double[] ends) {
      this.cells = cells;
      this.ends = ends;
    }

    static Axis of(StateSpace space, Batch draws, int column, int cells, double reach) {
      double[] ends = new double[cells + 1];
      double[] sorted = column(draws, column);
      Arrays.sort(sorted);
      int n = sorted.length;
      double centre = sorted[n / 2];
      double spread = Math.max(1e-6, (sorted[n - 1 - n / 20] - sorted[n / 20]) / 2);
      for (int k = 0; k <= cells; k++) {
        double part = (double) k / cells;
        if (space instanceof StateSpace.Box box) {
          ends[k] = box.low() + part * ((double) box.high() - box.low());
        } else {
          ends[k] = centre + spread * Math.sinh(reach * (2 * part - 1));
        }
      }
      return new Axis(cells, ends);
    }

    /** A place in a cell, from 0, its lower end, to 1. */
    double in(int k, double part) {
      return ends[k] + part * width(k);
    }

    double width(int k) {
      return ends[k + 1] - ends[k];
    }

    int cell(double value) {
      int found = Arrays.binarySearch(ends, value);
      int at = found >= 0 ? found : -found - 2;
      return Math.min(cells - 1, Math.max(0, at));
    }

    /** What lies below a value, between the ends of its cell in proportion. */
    double at(double value, double[] below) {
      if (value <= ends[0]) {
        return 0;
      }
      if (value >= ends[cells]) {
        return below[cells];
      }
      int k = cell(value);
      double part = (value - ends[k]) / width(k);
      return below[k] + part * (below[k + 1] - below[k]);
    }

    /** Of every cell, which of equal shares of the values it is in. */
    int[] quantiles(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int[] which = new int[cells];
      for (int q = 1; q < CELLS; q++) {
        int from = cell(sorted[(int) ((long) sorted.length * q / CELLS)]);
        for (int k = from; k < cells; k++) {
          which[k] = q;
        }
      }
      return which;
    }
  }
}
