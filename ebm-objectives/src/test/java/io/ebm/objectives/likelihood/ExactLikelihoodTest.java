package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.UnsupportedEnergyException;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ObjectiveConformance;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExactLikelihoodTest {

  private static SmallIsing spins() {
    return SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(4));
  }

  private abstract static class Deterministic extends ObjectiveConformance {
    @Override
    protected boolean valueHasGradient() {
      return true;
    }

    @Override
    protected boolean weightsSumToZero() {
      return true;
    }

    @Override
    protected boolean deterministic() {
      return true;
    }
  }

  @Nested
  class MaximumLikelihoodOfSpins extends Deterministic {
    @Override
    protected Component<Objective> objective() {
      return likelihood();
    }

    @Override
    protected EnergyFunction energy() {
      return spins();
    }

    @Override
    protected boolean weightsSumToZero() {
      return false; // the model's side is no sum over probe states
    }
  }

  @Nested
  class PseudoLikelihoodOfSpins extends Deterministic {
    @Override
    protected Component<Objective> objective() {
      return pseudo(null);
    }

    @Override
    protected EnergyFunction energy() {
      return spins();
    }
  }

  @Nested
  class PseudoLikelihoodOfSomeUnits extends Deterministic {
    @Override
    protected Component<Objective> objective() {
      return pseudo(2);
    }

    @Override
    protected EnergyFunction energy() {
      return spins();
    }

    @Override
    protected boolean deterministic() {
      return false;
    }
  }

  private static Component<Objective> likelihood() {
    return Component.of(new MaximumLikelihoodFactory(), new MaximumLikelihoodFactory.Config());
  }

  private static Component<Objective> pseudo(@Nullable Integer units) {
    return Component.of(new PseudoLikelihoodFactory(), new PseudoLikelihoodFactory.Config(units, null));
  }

  private static double evaluate(
      Component<Objective> objective,
      EnergyFunction energy,
      Batch data,
      Gradient gradient,
      long seed) {
    return objective
        .make(TestContext.of(seed))
        .evaluate(energy, data, gradient, TestObjectiveContext.of(seed, 0, data.size()));
  }

  @Test
  void likelihoodIsThatOfTheEnumeration() {
    SmallIsing energy = spins();
    Batch data = Batch.allocate(20, 5);
    energy.space().randomStart(data, RandomStream.of(6));
    Enumeration all = Enumeration.of(energy);
    double[] p = all.probabilities(1);
    double expected = 0;
    for (int i = 0; i < data.size(); i++) {
      expected -= Math.log(p[all.index(data, i)]);
    }
    double value = evaluate(likelihood(), energy, data, energy.parameters().newGradient(), 1);
    assertThat(value).isCloseTo(expected, within(1e-4));
  }

  @Test
  void pseudoLikelihoodIsThatOfTheConditionals() {
    SmallIsing energy = spins();
    Batch data = Batch.allocate(7, 5);
    energy.space().randomStart(data, RandomStream.of(6));
    double expected = 0;
    for (int i = 0; i < data.size(); i++) {
      for (int j = 0; j < 5; j++) {
        Batch pair = Batch.allocate(2, 5);
        pair.copyRow(0, data, i);
        pair.copyRow(1, data, i);
        pair.set(1, j, -pair.get(1, j));
        double[] e = new double[2];
        energy.energies(pair, e);
        expected += Math.log1p(Math.exp(e[0] - e[1]));
      }
    }
    double value = evaluate(pseudo(null), energy, data, energy.parameters().newGradient(), 1);
    assertThat(value).isCloseTo(expected, within(1e-4));
  }

  /** The mean over many draws of two units is what all units give. */
  @Test
  void someUnitsEstimateAllWithoutBias() {
    SmallIsing energy = spins();
    Batch data = Batch.allocate(16, 5);
    energy.space().randomStart(data, RandomStream.of(6));
    Gradient exact = energy.parameters().newGradient();
    double value = evaluate(pseudo(null), energy, data, exact, 1);
    int draws = 4000;
    Gradient sum = energy.parameters().newGradient();
    double mean = 0;
    double square = 0;
    for (int seed = 0; seed < draws; seed++) {
      double drawn = evaluate(pseudo(2), energy, data, sum, seed);
      mean += drawn / draws;
      square += drawn * drawn / draws;
    }
    double error = Math.sqrt((square - mean * mean) / draws);
    assertThat(mean).isCloseTo(value, within(4.5 * error));
    for (int k = 0; k < exact.values().length; k++) {
      assertThat(sum.values()[k] / draws)
          .as("derivative " + k)
          .isCloseTo(exact.values()[k], within(0.25f));
    }
  }

  /** With all states as data, weighted as the model does, the truth has no gradient. */
  @Test
  void theTruthIsTheMinimumOfBoth() {
    SmallIsing energy = spins();
    Enumeration all = Enumeration.of(energy);
    Batch data = Batch.allocate(20_000, 5);
    all.sample(data, 1, RandomStream.of(12));
    for (Component<Objective> objective : List.of(likelihood(), pseudo(null))) {
      Gradient gradient = energy.as(Parameterised.class).orElseThrow().parameters().newGradient();
      evaluate(objective, energy, data, gradient, 1);
      gradient.scale(1.0 / data.size());
      assertThat(gradient.norm()).as(objective.type()).isLessThan(0.1);
    }
  }

  @Test
  void energiesThatDoNotFitAreRefused() {
    GaussianEnergy real = GaussianEnergy.ofCovariance(new double[] {0}, new double[][] {{1}});
    Batch x = Batch.allocate(4, 1);
    assertThatThrownBy(() -> evaluate(pseudo(null), real, x, real.parameters().newGradient(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discrete");
    EnergyFunction bare = bare(real);
    assertThatThrownBy(() -> evaluate(likelihood(), bare, x, real.parameters().newGradient(), 1))
        .isInstanceOf(UnsupportedEnergyException.class);
  }

  private static EnergyFunction bare(EnergyFunction energy) {
    return new EnergyFunction() {
      @Override
      public StateSpace space() {
        return energy.space();
      }

      @Override
      public void energies(Batch x, double[] out) {
        energy.energies(x, out);
      }
    };
  }
}
