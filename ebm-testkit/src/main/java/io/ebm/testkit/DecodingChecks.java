package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.CostAugmented;
import io.ebm.api.RandomStream;
import io.ebm.api.Retrieval;
import io.ebm.api.Retrieving;
import io.ebm.api.StateSpace;
import java.util.Arrays;
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
   * {@link Retrieving#retrieve} goes downhill, tells the energies of where it ends, stays at a
   * fixed point, makes no step where none is allowed, holds what is given, and decodes as it
   * retrieves.
   */
  public static void retrievalGoesDownhill(EnergyCase test) {
    Optional<Retrieving> found = test.energy().as(Retrieving.class);
    if (found.isEmpty()) {
      return;
    }
    Retrieving memory = found.get();
    Batch start = test.states();
    Batch kept = start.copy();
    Retrieval none = memory.retrieve(kept, null, 0);
    Closeness.check(test + ": after no step, the state", kept, start, 0);
    Batch ends = start.copy();
    Retrieval end = memory.retrieve(ends, null, memory.patience());
    checkRetrieval(test, memory, none, kept);
    checkRetrieval(test, memory, end, ends);
    double scale = 0;
    for (double energy : none.energies()) {
      scale = Math.max(scale, Math.abs(energy));
    }
    for (int i = 0; i < start.size(); i++) {
      require(
          none.steps()[i] == 0, test + ": row " + i + " made " + none.steps()[i] + " of 0 steps");
      require(
          end.energies()[i] <= none.energies()[i] + ROUNDING * (1 + scale),
          test
              + ": row "
              + i
              + " went up, from "
              + none.energies()[i]
              + " to "
              + end.energies()[i]);
    }
    Batch again = ends.copy();
    Retrieval more = memory.retrieve(again, null, memory.patience());
    for (int i = 0; i < start.size(); i++) {
      if (end.settled()[i]) {
        require(
            more.settled()[i] && more.energies()[i] <= end.energies()[i] + ROUNDING * (1 + scale),
            test + ": row " + i + " had settled, and moves again");
      }
    }
    Batch decoded = start.copy();
    double[] energies = new double[start.size()];
    memory.decode(decoded, energies);
    Closeness.check(test + ": decoded, the state", decoded, ends, 0);
    Closeness.check(test + ": decoded, the energy of row", energies, end.energies(), 0);
    givenUnitsAreHeld(test, memory);
  }

  private static void givenUnitsAreHeld(EnergyCase test, Retrieving memory) {
    Batch start = test.states().copy();
    RandomStream random = test.random("given");
    Batch given = start.copy();
    for (int k = 0; k < given.length(); k++) {
      boolean held = random.nextBoolean();
      given.array()[k] = held ? start.array()[k] : Float.NaN;
      if (!held && random.nextBoolean()) {
        start.array()[k] = Float.NaN; // not known either
      }
    }
    Batch before = given.copy();
    Retrieval found = memory.retrieve(start, given, memory.patience());
    require(
        Arrays.equals(given.array(), before.array()), test + ": retrieve() wrote what is given");
    checkRetrieval(test, memory, found, start);
    for (int k = 0; k < given.length(); k++) {
      require(
          Float.isNaN(given.array()[k]) || given.array()[k] == start.array()[k],
          test + ": a unit given as " + given.array()[k] + " became " + start.array()[k]);
    }
  }

  private static void checkRetrieval(
      EnergyCase test, Retrieving memory, Retrieval found, Batch states) {
    StateSpace space = test.energy().space();
    require(space.firstOutside(states) < 0, test + ": a retrieved state is not in " + space);
    Closeness.check(
        test + ": of the retrieved state, the energy of row",
        found.energies(),
        test.energies(states),
        2e-5);
    int patterns = memory.patterns();
    for (int i = 0; i < states.size(); i++) {
      int nearest = found.nearest()[i];
      double overlap = found.overlaps()[i];
      require(
          patterns == 0
              ? nearest == -1 && Double.isNaN(overlap)
              : nearest >= 0 && nearest < patterns && Math.abs(overlap) <= 1 + 1e-6,
          test
              + ": of "
              + patterns
              + " patterns, row "
              + i
              + " is nearest to number "
              + nearest
              + ", with an overlap of "
              + overlap);
      require(found.steps()[i] >= 0, test + ": row " + i + " made " + found.steps()[i] + " steps");
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
