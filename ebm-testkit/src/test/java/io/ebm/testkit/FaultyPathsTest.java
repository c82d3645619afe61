package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checks of clamped sweeps, of steps along a path and of marginals find mistakes. */
class FaultyPathsTest {

  private enum Fault {
    NONE,
    UNCLAMPED,
    RESTORED_AFTER_THE_SWEEP,
    WEIGHT_OF_THE_WRONG_SIGN,
    SWEEP_AT_THE_BEGINNING,
    WRONG_WHEN_FROZEN,
    MARGINALS_UPSIDE_DOWN,
    ENERGIES_OF_ANOTHER_ROW
  }

  /** Spins with all capabilities and one fault. */
  private record Spins(SmallIsing sound, Fault fault)
      implements EnergyFunction,
          Learnable,
          Clampable,
          AnnealedGibbs,
          Tractable,
          ExactDraws,
          ExactExpectations,
          ExactMarginals {

    @Override
    public StateSpace space() {
      return sound.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      sound.energies(x, out);
    }

    @Override
    public Parameters parameters() {
      return sound.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      sound.accumulate(x, weights, into);
    }

    @Override
    public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
      sound.accumulate(x, weights, into);
      sound.energies(x, energies);
      if (fault == Fault.ENERGIES_OF_ANOTHER_ROW) {
        energies[0] = energies[x.size() - 1] + 1;
      }
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
      sound.sweep(x, sweeps, beta, random);
    }

    @Override
    public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int row = 0; row < x.size(); row++) {
          for (int unit = 0; unit < x.dim(); unit++) {
            boolean held = !Float.isNaN(given.get(row, unit));
            if (!held || fault == Fault.UNCLAMPED || fault == Fault.RESTORED_AFTER_THE_SWEEP) {
              draw(x, row, unit, beta, random);
            }
          }
          if (fault == Fault.RESTORED_AFTER_THE_SWEEP) {
            for (int unit = 0; unit < x.dim(); unit++) {
              float value = given.get(row, unit);
              x.set(row, unit, Float.isNaN(value) ? x.get(row, unit) : value);
            }
          }
        }
      }
    }

    private void draw(Batch x, int row, int unit, double beta, RandomStream random) {
      Batch pair = Batch.allocate(2, x.dim());
      pair.copyRow(0, x, row);
      pair.copyRow(1, x, row);
      pair.set(0, unit, -1);
      pair.set(1, unit, 1);
      double[] energies = new double[2];
      sound.energies(pair, energies);
      double up = 1 / (1 + Math.exp(beta * (energies[1] - energies[0])));
      x.set(row, unit, random.nextDouble() < up ? 1 : -1);
    }

    @Override
    public EnergyFunction at(double beta) {
      return sound.at(beta);
    }

    @Override
    public Annealable frozen() {
      return fault == Fault.WRONG_WHEN_FROZEN
          ? new Spins(sound, Fault.WEIGHT_OF_THE_WRONG_SIGN)
          : this;
    }

    @Override
    public void anneal(Batch x, double from, double to, double[] logWeights, RandomStream random) {
      double[] before = new double[x.size()];
      double[] after = new double[x.size()];
      sound.at(from).energies(x, before);
      sound.at(to).energies(x, after);
      for (int i = 0; i < x.size(); i++) {
        double step = before[i] - after[i];
        logWeights[i] += fault == Fault.WEIGHT_OF_THE_WRONG_SIGN ? -step : step;
      }
      double at = fault == Fault.SWEEP_AT_THE_BEGINNING ? from : to;
      sound.at(at).as(GibbsSampled.class).orElseThrow().sweep(x, 1, 1, random);
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      sound.logPartitions(rows, out);
    }

    @Override
    public void accumulateExpectations(double[] weights, Gradient into) {
      sound.accumulateExpectations(weights, into);
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      sound.sample(into, random);
    }

    @Override
    public void marginals(int rows, double[] out) {
      Enumeration all = Enumeration.of(sound);
      double[] p = all.probabilities(1);
      Arrays.fill(out, 0, rows * 2 * space().dim(), 0);
      for (int k = 0; k < rows * space().dim(); k++) {
        for (int s = 0; s < p.length; s++) {
          boolean up = all.states().get(s, k % space().dim()) > 0;
          out[2 * k + (up == (fault != Fault.MARGINALS_UPSIDE_DOWN) ? 1 : 0)] += p[s];
        }
      }
    }
  }

  private static EnergyCase with(Fault fault) {
    SmallIsing sound = SmallIsing.random(StateSpace.spin(5), 0.7, RandomStream.of(9));
    return EnergyCase.of(new Spins(sound, fault), 5);
  }

  private static void check(Fault fault) {
    EnergyCase test = with(fault);
    ClampChecks.clampedSweepKeepsItsTarget(test);
    PathChecks.pathEndsAtTheEnergy(test);
    PathChecks.annealIsWeightAndSweep(test);
    ExactChecks.marginalsAreExact(test);
    EnergyChecks.accumulateGivesTheEnergies(test);
  }

  @Test
  void soundEnergiesPass() {
    assertThatCode(() -> check(Fault.NONE)).doesNotThrowAnyException();
  }

  @TestFactory
  Stream<DynamicTest> faultsAreFound() {
    return Stream.of(Fault.values())
        .filter(fault -> fault != Fault.NONE)
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.name(),
                    () ->
                        assertThatThrownBy(() -> check(fault)).isInstanceOf(AssertionError.class)));
  }
}
