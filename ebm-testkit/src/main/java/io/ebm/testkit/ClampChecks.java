package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;

/** Sweeps of a {@link Clampable} energy that hold some units at given values. */
public final class ClampChecks {

  private static final int ENUMERATED = 1 << 12;
  private static final int DRAWS = 16384;
  private static final int TILE = 64;

  private ClampChecks() {}

  /**
   * What is given stays, what is free is drawn from {@code exp(-beta E)} restricted to the states
   * that agree; each row may hold other units. Throws {@link AssertionError}; does nothing for an
   * energy without the capability.
   */
  public static void clampedSweepKeepsItsTarget(EnergyCase test) {
    Clampable energy = test.energy().as(Clampable.class).orElse(null);
    if (energy == null) {
      return;
    }
    StateSpace space = test.energy().space();
    Batch x = test.states().copy();
    Batch given = mask(x, test.random("mask"));
    energy.sweep(x, given, 3, 1, test.random("sweep"));
    require(space.firstOutside(x) < 0, test + ": a clamped sweep leaves the space");
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        float value = given.get(i, j);
        require(
            Float.isNaN(value) || value == x.get(i, j),
            test + ": a clamped sweep changes unit " + j + " of row " + i + ", which is given");
      }
    }
    if (Enumeration.possible(space, ENUMERATED) && !test.rowBound() && space.dim() > 1) {
      PValue.confirm(
          test + ": clamped sweeps keep exp(-beta E) restricted",
          test.seed(),
          seed -> tests(test, energy, RandomStream.of(seed)));
    }
  }

  /** About half of the units of each row are given, in each row others. */
  private static Batch mask(Batch x, RandomStream random) {
    Batch given = x.copy();
    for (int k = 0; k < given.length(); k++) {
      if (random.nextBoolean()) {
        given.array()[k] = Float.NaN;
      }
    }
    return given;
  }

  private static List<PValue> tests(EnergyCase test, Clampable energy, RandomStream random) {
    Enumeration all = Enumeration.of(test.energy());
    int held = all.states().dim() / 2;
    List<PValue> tests = new ArrayList<>();
    for (double beta : new double[] {1, 0.4}) {
      RandomStream own = random.split("clamped").split(tests.size());
      double[] restricted = restricted(all, test.states(), held, beta);
      long[] counts = new long[all.size()];
      Batch tile = Batch.allocate(TILE, all.states().dim());
      Batch given = tile.copy();
      for (int draw = 0; draw < DRAWS / TILE; draw++) {
        for (int i = 0; i < TILE; i++) {
          tile.copyRow(i, all.states(), draw(restricted, own));
          given.copyRow(i, tile, i);
          for (int j = held; j < tile.dim(); j++) {
            given.set(i, j, Float.NaN);
          }
        }
        energy.sweep(tile, given, 1, beta, own);
        for (int i = 0; i < TILE; i++) {
          counts[all.index(tile, i)]++;
        }
      }
      tests.add(new PValue("sweep at beta " + beta, Statistics.chiSquare(counts, restricted)));
    }
    return tests;
  }

  /** The law of the states that agree with the first row in the first units. */
  private static double[] restricted(Enumeration all, Batch like, int held, double beta) {
    double[] p = all.probabilities(beta);
    double sum = 0;
    for (int s = 0; s < p.length; s++) {
      for (int j = 0; j < held; j++) {
        if (all.states().get(s, j) != like.get(0, j)) {
          p[s] = 0;
        }
      }
      sum += p[s];
    }
    for (int s = 0; s < p.length; s++) {
      p[s] /= sum;
    }
    return p;
  }

  private static int draw(double[] p, RandomStream random) {
    double left = random.nextDouble();
    int last = 0;
    for (int s = 0; s < p.length; s++) {
      if (p[s] > 0) {
        last = s;
        left -= p[s];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
