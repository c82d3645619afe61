package io.ebm.objectives.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.Optimizer;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.objectives.optim.AdamFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.ProposalChecks;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Generators come to draw from laws that are known. */
class AmortisedSvgdTest {

  private static final int ROWS = 16;
  private static final int DRAWS = 20_000;

  private static double[] contexts(double from, double to) {
    return IntStream.range(0, ROWS).mapToDouble(i -> from + (to - from) * i / (ROWS - 1)).toArray();
  }

  /** Trains for some steps; returns the mean value of the last fifth, per row. */
  private static double train(Generated energy, int particles, int steps) {
    Objective objective =
        new AmortisedSvgdFactory()
            .create(new AmortisedSvgdFactory.Config(particles), TestContext.of(1));
    AdamFactory adam = new AdamFactory();
    double[] progress = new double[1];
    Schedule rate =
        new Schedule() {
          @Override
          public double at(double fraction) {
            return lowest() + (highest() - lowest()) * (1 - fraction);
          }

          @Override
          public double lowest() {
            return 0.0005;
          }

          @Override
          public double highest() {
            return 0.02;
          }
        };
    Optimizer optimizer =
        adam.create(
            Defaults.create(adam.configType(), Map.of("rate", rate)),
            TestContext.builder().progress(() -> progress[0]).build());
    Gradient gradient = energy.parameters().newGradient();
    Batch data = Batch.allocate(ROWS, 1);
    double last = 0;
    for (int step = 0; step < steps; step++) {
      progress[0] = (double) step / steps;
      gradient.clear();
      double value =
          objective.evaluate(
              energy, data, gradient, TestObjectiveContext.of(7, step, ROWS).withContexts());
      last += 5 * step >= 4 * steps ? 5 * value / ((double) ROWS * steps) : 0;
      gradient.scale(1.0 / ROWS);
      optimizer.step(energy.parameters(), gradient);
    }
    return last;
  }

  private static double[] draws(Generated energy, double context) {
    double[] all = new double[DRAWS];
    Arrays.fill(all, context);
    Batch drawn = Batch.allocate(DRAWS, 1);
    energy.given(all).propose(drawn, RandomStream.of(3));
    return IntStream.range(0, DRAWS).mapToDouble(i -> drawn.get(i, 0)).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  @Test
  void theGeneratorOfTheseTestsKeepsItsContract() {
    Generated energy = new Generated(StateSpace.real(1), contexts(-1, 1), Generated.wells(1, 0.5));
    Batch states = EnergyCase.states(energy.space(), ROWS, RandomStream.of(2));
    EnergyCase test = new EnergyCase(energy, states, true, EnergyCase.TOLERANCE, 4);
    ProposalChecks.proposalsAreDraws(test);
    ProposalChecks.accumulateProposalsIsDerivative(test);
  }

  @Test
  void findsOneMode() {
    Generated energy = new Generated(StateSpace.real(1), contexts(-1, 1), Generated.wells(0, 0.5));
    double value = train(energy, 16, 1500);
    assertThat(value).isCloseTo(0, within(0.02));
    for (double context : new double[] {-1, 0.3, 1}) {
      double[] found = draws(energy, context);
      assertThat(mean(found)).isCloseTo(context, within(0.03));
      assertThat(variance(found)).isCloseTo(0.25, within(0.02));
    }
  }

  @Test
  void findsTwoModes() {
    Generated energy = new Generated(StateSpace.real(1), contexts(-1, 1), Generated.wells(1, 0.4));
    train(energy, 32, 1500);
    for (double context : new double[] {-1, 0.3, 1}) {
      double[] found = draws(energy, context);
      assertThat(mean(found)).isCloseTo(context, within(0.06));
      assertThat(variance(found)).isCloseTo(1.16, within(0.08));
      long right = DoubleStream.of(found).filter(x -> x > context).count();
      assertThat((double) right / DRAWS).isCloseTo(0.5, within(0.03));
      long between = DoubleStream.of(found).filter(x -> Math.abs(x - context) < 0.25).count();
      assertThat((double) between / DRAWS).isLessThan(0.08); // 0.031 of the law
    }
  }

  /** The mass at the edges is neither lost nor piled up. */
  @Test
  void findsLawsThatDoNotVanishAtTheEdges() {
    Generated energy =
        new Generated(new StateSpace.Box(List.of(1), 0, 1), contexts(0, 4), Generated.ramp());
    train(energy, 16, 2000);
    for (double slope : new double[] {0.001, 2, 4}) {
      double[] found = draws(energy, slope);
      double power = Math.exp(slope);
      double mean = 1 / slope - 1 / (power - 1);
      double variance = 1 / (slope * slope) - power / ((power - 1) * (power - 1));
      assertThat(mean(found)).isCloseTo(mean, within(0.02));
      assertThat(variance(found)).isCloseTo(variance, within(0.008));
    }
  }

  @Test
  void theEnergysOwnParametersAndTheDataCountForNothing() {
    Generated energy = new Generated(StateSpace.real(1), contexts(-1, 1), Generated.wells(1, 0.5));
    Objective objective =
        new AmortisedSvgdFactory().create(new AmortisedSvgdFactory.Config(4), TestContext.of(1));
    Batch data = Batch.allocate(ROWS, 1);
    Gradient one = energy.parameters().newGradient();
    Gradient other = energy.parameters().newGradient();
    double value = objective.evaluate(energy, data, one, TestObjectiveContext.of(1, 0, ROWS));
    data.fill(3);
    assertThat(objective.evaluate(energy, data, other, TestObjectiveContext.of(1, 0, ROWS)))
        .isEqualTo(value);
    assertThat(other.values()).isEqualTo(one.values());
  }

  @Test
  void whatIsNotFiniteIsTold() {
    Generated.Law broken =
        new Generated.Law() {
          @Override
          public double energy(double context, double x) {
            return context == 1 ? Double.NaN : 0;
          }

          @Override
          public double slope(double context, double x) {
            return context == 2 ? Double.POSITIVE_INFINITY : 0;
          }
        };
    Objective objective =
        new AmortisedSvgdFactory().create(new AmortisedSvgdFactory.Config(4), TestContext.of(1));
    for (int bad = 1; bad <= 2; bad++) {
      Generated energy = new Generated(StateSpace.real(1), new double[] {0, bad}, broken);
      assertThatThrownBy(
              () ->
                  objective.evaluate(
                      energy,
                      Batch.allocate(2, 1),
                      energy.parameters().newGradient(),
                      TestObjectiveContext.of(1, 0, 2)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("a proposal for row 1 is " + (bad == 1 ? "NaN" : "Infinity"));
    }
  }
}
