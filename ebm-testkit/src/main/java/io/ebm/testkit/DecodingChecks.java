package io.ebm.testkit;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.CostAugmented;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What searches find, against the enumeration of all states. Each check throws {@link
 * AssertionError}; each does nothing for an energy without the capability.
 */
public final class DecodingChecks {

  private static final int ROW_BOUND_LIMIT = 1 << 12;
  private static final int CHECKED_ROWS = 4;
  private static final int BEST = 5;
  private static final double[] COSTS = {0, 0.5, 3};
  private static final double ROUNDING = 1e-5;

  private DecodingChecks() {}

  private static boolean enumerable(EnergyCase test) {
    int limit = test.rowBound() ? ROW_BOUND_LIMIT : Enumeration.LIMIT;
    return Enumeration.possible(test.energy().space(), limit);
  }

  private static Enumeration enumerate(EnergyCase test, int row) {
    return test.rowBound() ? Enumeration.ofRow(test.energy(), row) : Enumeration.of(test.energy());
  }

  private static void requireClose(String what, double value, double expected) {
    if (!(Math.abs(value - expected) <= ROUNDING * Math.max(1, Math.abs(expected)))) {
      throw new AssertionError(String.format("%s is %.9g, not %.9g", what, value, expected));
    }
  }

  /**
   * {@link BestDecodable#best} finds the states of lowest energy, different ones, in order; and
   * infinity beyond the last where there are fewer.
   */
  public static void bestAreTheLowest(EnergyCase test) {
    Optional<BestDecodable> found = test.energy().as(BestDecodable.class);
    if (found.isEmpty() || !enumerable(test)) {
      return;
    }
    int rows = Math.min(CHECKED_ROWS, test.states().size());
    Batch into = Batch.allocate(rows * BEST, test.states().dim());
    double[] energies = new double[rows * BEST + 1];
    energies[rows * BEST] = Double.MAX_VALUE;
    found.get().best(rows, BEST, into, energies);
    require(energies[rows * BEST] == Double.MAX_VALUE, test + ": best() wrote beyond its rows");
    for (int row = 0; row < rows; row++) {
      Enumeration all = enumerate(test, row);
      double[] sorted = new double[all.size()];
      for (int s = 0; s < sorted.length; s++) {
        sorted[s] = all.energy(s);
      }
      Arrays.sort(sorted);
      int[] states = new int[BEST];
      for (int rank = 0; rank < BEST; rank++) {
        int at = row * BEST + rank;
        String what = test + ": row " + row + ", the energy of rank " + rank;
        if (rank >= sorted.length) {
          require(
              energies[at] == Double.POSITIVE_INFINITY,
              what + " is " + energies[at] + ", though there are " + sorted.length + " states");
          continue;
        }
        requireClose(what, energies[at], sorted[rank]);
        states[rank] = all.index(into, at);
        requireClose(what + ", by its state,", energies[at], all.energy(states[rank]));
        for (int before = 0; before < rank; before++) {
          require(
              states[before] != states[rank],
              what + ": the state is that of rank " + before + " again");
        }
      }
    }
  }

  /** {@link CostAugmented#decode} finds the worst violator of a margin. */
  public static void violatorsAreTheWorst(EnergyCase test) {
    Optional<CostAugmented> found = test.energy().as(CostAugmented.class);
    if (found.isEmpty() || !enumerable(test)) {
      return;
    }
    Batch truth = test.states();
    Batch before = truth.copy();
    for (double cost : COSTS) {
      Batch into = Batch.allocate(truth.size(), truth.dim());
      double[] values = new double[truth.size()];
      found.get().decode(truth, cost, into, values);
      require(
          Arrays.equals(truth.copy().array(), before.array()), test + ": decode() wrote the truth");
      for (int row = 0; row < Math.min(CHECKED_ROWS, truth.size()); row++) {
        Enumeration all = enumerate(test, row);
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s < all.size(); s++) {
          least = Math.min(least, all.energy(s) - cost * wrong(all.states(), s, truth, row));
        }
        String what = test + ": at a cost of " + cost + ", the value of row " + row;
        requireClose(what, values[row], least);
        int state = all.index(into, row);
        double of = all.energy(state) - cost * wrong(into, row, truth, row);
        requireClose(what + ", by its state,", values[row], of);
      }
    }
  }

  private static int wrong(Batch a, int row, Batch b, int other) {
    int wrong = 0;
    for (int j = 0; j < a.dim(); j++) {
      wrong += a.get(row, j) == b.get(other, j) ? 0 : 1;
    }
    return wrong;
  }

  /**
   * {@link Answering#answer} fills gaps with states of the space, keeps what is known of a state
   * with gaps, tells a cell for every column, and answers each state as if it were alone.
   */
  public static void answersAreWhole(EnergyCase test) {
    Answering model = test.energy().as(Answering.class).orElse(null);
    if (model == null) {
      return;
    }
    RandomStream random = test.random("gaps");
    Batch asked = test.states().copy();
    for (int k = 0; k < asked.length(); k++) {
      if (random.nextInt(3) == 0) {
        asked.array()[asked.offset() + k] = Float.NaN;
      }
    }
    Batch answers = asked.copy();
    List<List<String>> cells = model.answer(answers);
    StateSpace space = test.energy().space();
    require(space.firstOutside(answers) < 0, test + ": an answer is not in " + space);
    require(
        cells.size() == asked.size(),
        test + ": tells of " + cells.size() + " states, not of " + asked.size());
    for (int row = 0; row < asked.size(); row++) {
      boolean gaps = false;
      for (int j = 0; j < asked.dim(); j++) {
        gaps |= Float.isNaN(asked.get(row, j));
      }
      for (int j = 0; j < asked.dim() && gaps; j++) {
        float known = asked.get(row, j);
        require(
            Float.isNaN(known) || known == answers.get(row, j),
            test + ": a unit known as " + known + " became " + answers.get(row, j));
      }
      List<String> told = cells.get(row);
      require(
          told.size() == model.columns().size() && told.stream().noneMatch(c -> c.contains(",")),
          test + ": tells " + told + " for the columns " + model.columns());
      Batch alone = asked.slice(row, row + 1).copy();
      model.answer(alone);
      Closeness.check(
          test + ": answered alone, row " + row, alone, answers.slice(row, row + 1), ROUNDING);
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
