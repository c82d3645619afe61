package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import java.util.Arrays;

/** The contract of {@link SymbolCosts}; does nothing for an energy without it. */
public final class SequenceChecks {

  private static final double ROUNDING = 1e-4;

  private SequenceChecks() {}

  /**
   * The costs of a row sum to its energy; there are none behind its end; none changes with what
   * follows it.
   */
  public static void costsMakeTheEnergy(EnergyCase test) {
    SymbolCosts costly = test.energy().as(SymbolCosts.class).orElse(null);
    if (costly == null) {
      return;
    }
    Batch x = test.states();
    Batch before = x.copy();
    Batch costs = costs(costly, x);
    if (!Arrays.equals(before.array(), x.copy().array())) {
      throw new AssertionError(test + ": costs() wrote its input");
    }
    double[] sums = new double[x.size()];
    for (int i = 0; i < x.size(); i++) {
      for (int t = 0; t < x.dim(); t++) {
        sums[i] += costs.get(i, t);
      }
      requireNoneBehind(test, x, i, costs);
    }
    Closeness.check(test + ": the sum of the costs of row", sums, test.energies(x), ROUNDING);
    for (int t = 0; t + 1 < x.dim(); t++) {
      Batch others = costs(costly, withOtherTails(test, t + 1));
      for (int i = 0; i < x.size(); i++) {
        float here = costs.get(i, t);
        float there = others.get(i, t);
        if (!(Math.abs(there - here) <= ROUNDING * Math.max(1, Math.abs(here)))) {
          throw new AssertionError(
              String.format(
                  "%s: in row %d, symbol %d costs %.7g, and %.7g where others follow",
                  test, i, t, here, there));
        }
      }
    }
  }

  private static Batch costs(SymbolCosts costly, Batch x) {
    Batch costs = Batch.allocate(x.size(), x.dim());
    costs.fill(Float.NaN);
    costly.costs(x, costs);
    return costs;
  }

  private static int symbols(EnergyFunction energy, Batch x, int row) {
    return energy.space() instanceof StateSpace.Categorical labels
        ? labels.symbols(x, row)
        : x.dim();
  }

  private static void requireNoneBehind(EnergyCase test, Batch x, int row, Batch costs) {
    for (int t = symbols(test.energy(), x, row); t < x.dim(); t++) {
      if (costs.get(row, t) != 0) {
        throw new AssertionError(
            test + ": behind the end of row " + row + " stands the cost " + costs.get(row, t));
      }
    }
  }

  /** The states with other symbols from a place on, in rows that have not ended before it. */
  private static Batch withOtherTails(EnergyCase test, int from) {
    Batch others = Batch.allocate(test.states().size(), test.states().dim());
    StateSpace space = test.energy().space();
    space.randomStart(others, test.random("tails").split(from));
    for (int i = 0; i < others.size(); i++) {
      boolean ended =
          space instanceof StateSpace.Categorical labels
              && labels.end() >= 0
              && test.states().get(i, from - 1) == labels.end();
      int to = ended ? others.dim() : from;
      for (int t = 0; t < to; t++) {
        others.set(i, t, test.states().get(i, t));
      }
    }
    return others;
  }
}
