package io.ebm.testkit;

import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.Examples;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of an {@link Annealable} energy, and the steps along it. Each check throws {@link
 * AssertionError}; each does nothing for an energy without the capability.
 */
public final class PathChecks {

  private static final int ENUMERATED = 1 << 12;
  private static final int DRAWS = 16384;
  private static final int TILE = 64;
  private static final double[] INNER = {0.25, 0.8};

  private PathChecks() {}

  /**
   * The path begins where the partition function is known and ends at the energy itself, whether it
   * is the energy's own or leads from the data; between, its energies keep the contract of their
   * capabilities.
   */
  public static void pathEndsAtTheEnergy(EnergyCase test) {
    Annealable own = test.energy().as(Annealable.class).orElse(null);
    if (own == null) {
      return;
    }
    checkPath(test, own);
    checkPath(test, own.towards(Examples.of(test.states())));
    checkPath(test, own.frozen());
    for (double beta : INNER) {
      if (own.at(beta).as(GibbsSampled.class).isPresent()) {
        ExactChecks.sweepKeepsItsTarget(at(test, own, beta));
      }
    }
  }

  private static EnergyCase at(EnergyCase test, Annealable path, double beta) {
    return new EnergyCase(path.at(beta), test.states(), false, test.tolerance(), test.seed());
  }

  private static void checkPath(EnergyCase test, Annealable energy) {
    double[] ends = new double[test.states().size()];
    energy.at(1).energies(test.states(), ends);
    Closeness.check(
        test + ": at the end of the path, the energy of row",
        ends,
        test.energies(test.states()),
        1e-5);
    require(
        energy.at(0).as(Tractable.class).isPresent(),
        test + ": the base of the path is not Tractable");
    Batch drawn = test.states().copy();
    energy.at(0).as(ExactDraws.class).orElseThrow().sample(drawn, test.random("base"));
    require(
        test.energy().space().firstOutside(drawn) < 0, test + ": a sample of the base is outside");
    ExactChecks.logPartitionIsExact(at(test, energy, 0));
    ExactChecks.samplesAreExact(at(test, energy, 0));
    for (double beta : new double[] {-0.1, 1.1, Double.NaN}) {
      try {
        energy.at(beta);
      } catch (IllegalArgumentException expected) {
        continue;
      }
      throw new AssertionError(test + ": at(" + beta + ") is not refused");
    }
  }

  /**
   * {@link AnnealedGibbs#anneal} adds the difference of the energies of {@link Annealable#at} and
   * leaves the law of its end invariant, also of a path that is {@link Annealable#frozen}.
   */
  public static void annealIsWeightAndSweep(EnergyCase test) {
    AnnealedGibbs energy = test.energy().as(AnnealedGibbs.class).orElse(null);
    if (energy == null) {
      return;
    }
    checkAnneal(test, energy);
    if (energy.frozen() != energy) {
      energy.frozen().fused().ifPresent(frozen -> checkAnneal(test, frozen));
    }
  }

  private static void checkAnneal(EnergyCase test, AnnealedGibbs energy) {
    for (double[] step : new double[][] {{0, 0.5}, {0.5, 0.6}, {0.9, 1}, {1, 0.3}, {0.2, 0}}) {
      Batch x = test.states().copy();
      double[] expected = new double[x.size()];
      double[] end = new double[x.size()];
      energy.at(step[0]).energies(x, expected);
      energy.at(step[1]).energies(x, end);
      double[] weights = new double[x.size()];
      for (int i = 0; i < x.size(); i++) {
        expected[i] += 3 - end[i];
        weights[i] = 3;
      }
      energy.anneal(x, step[0], step[1], weights, test.random("anneal"));
      String where = " from " + step[0] + " to " + step[1];
      Closeness.check(test + ": the weight of a step" + where, weights, expected, 2e-5);
      StateSpace space = test.energy().space();
      require(space.firstOutside(x) < 0, test + ": a step" + where + " leaves the space");
    }
    if (Enumeration.possible(test.energy().space(), ENUMERATED)) {
      PValue.confirm(
          test + ": anneal() keeps the law of its end",
          test.seed(),
          seed -> stepTests(energy, RandomStream.of(seed)));
    }
  }

  private static List<PValue> stepTests(AnnealedGibbs energy, RandomStream random) {
    List<PValue> tests = new ArrayList<>();
    double[] unused = new double[TILE];
    for (double[] step : new double[][] {{0.1, 0.7}, {0.7, 1}, {1, 0.4}}) {
      EnergyFunction end = energy.at(step[1]);
      Enumeration all = Enumeration.of(end);
      Batch states = Batch.allocate(DRAWS, all.states().dim());
      all.sample(states, 1, random.split("start").split(tests.size()));
      RandomStream own = random.split("step").split(tests.size());
      for (int from = 0; from < DRAWS; from += TILE) {
        energy.anneal(states.slice(from, from + TILE), step[0], step[1], unused, own);
      }
      for (PValue p : SamplerTarget.enumerated(end, 1).test(states)) {
        tests.add(
            new PValue("step from " + step[0] + " to " + step[1] + ", " + p.name(), p.value()));
      }
    }
    return tests;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
