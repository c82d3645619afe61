package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.Refining;

/** Checks of objectives that find targets by steps; see {@link Refining}. */
public final class RefiningChecks {

  private static final double ROUNDING = 1e-5;

  private RefiningChecks() {}

  /**
   * The beginning depends on the stream alone and lies in the space; steps give the energies before
   * them, and move each row by itself. Nothing is checked of an objective that is not {@link
   * Refining}.
   */
  public static void refinesRowByRow(ObjectiveCase test) {
    Objective made = test.create();
    if (!(made instanceof Refining refining)) {
      return;
    }
    String name = test.toString();
    EnergyFunction energy = test.energy();
    assertThat(refining.steps()).as(name + ": steps").isPositive();
    Batch states = begin(test, refining);
    assertThat(energy.space().firstOutside(states)).as(name + ": begins outside").isEqualTo(-1);
    assertThat(states.array())
        .as(name + ": another beginning")
        .isEqualTo(begin(test, refining).array());

    int n = states.size();
    double[] before = new double[n];
    energy.energies(states, before);
    Batch alone = states.copy();
    double[] energies = new double[n];
    refining.refine(energy, states, energies);
    for (int i = 0; i < n; i++) {
      assertThat(energies[i])
          .as(name + ": energy of row " + i + " before the step")
          .isCloseTo(before[i], within(ROUNDING * (1 + Math.abs(before[i]))));
    }
    if (test.parts() != null) {
      return; // rows mean something of their own
    }
    Batch last = alone.slice(n - 1, n);
    refining.refine(energy, last, energies);
    for (int j = 0; j < states.dim(); j++) {
      float expected = states.get(n - 1, j);
      assertThat(last.get(0, j))
          .as(name + ": the last row alone")
          .isCloseTo(expected, within((float) (ROUNDING * (1 + Math.abs(expected)))));
    }
  }

  private static Batch begin(ObjectiveCase test, Refining refining) {
    Batch states = Batch.allocate(test.data().size(), test.energy().space().dim());
    refining.begin(states, RandomStream.of(test.seed()));
    return states;
  }
}
