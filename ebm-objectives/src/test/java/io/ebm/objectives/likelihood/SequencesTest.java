package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pseudo-likelihood where changes leave no sequence, and of some levels only. */
class SequencesTest {

  private static final int LEVELS = 4;
  private static final int SITES = 4;

  private final Learnable energy = (Learnable) TestModels.sequences();
  private final Enumeration all = Enumeration.of((EnergyFunction) energy);
  private final double[] p = all.probabilities(1);

  private static Objective pseudo(Map<String, ?> settings) {
    return Objectives.component(new PseudoLikelihoodFactory(), settings).make(TestContext.of(1));
  }

  /** All that are sequences. */
  private Batch sequences() {
    int[] rows = IntStream.range(0, p.length).filter(s -> p[s] > 0).toArray();
    Batch x = Batch.allocate(rows.length, SITES);
    for (int i = 0; i < rows.length; i++) {
      x.copyRow(i, all.states(), rows[i]);
    }
    return x;
  }

  /** {@code -Σ_j log p(x_j | rest)} by the probabilities of all states. */
  private double conditionals(int state) {
    double sum = 0;
    for (int j = 0; j < SITES; j++) {
      double total = 0;
      for (int a = 0; a < LEVELS; a++) {
        total += p[changed(state, j, a)];
      }
      sum -= Math.log(p[state] / total);
    }
    return sum;
  }

  private int changed(int state, int site, int level) {
    Batch one = all.states().slice(state, state + 1).copy();
    one.set(0, site, level);
    return all.index(one, 0);
  }

  @Test
  void valueIsThatOfTheConditionals() {
    Batch data = sequences();
    double expected = 0;
    for (int i = 0; i < data.size(); i++) {
      expected += conditionals(all.index(data, i));
    }
    for (int candidates : new int[] {3, 100}) { // all of them
      Gradient gradient = energy.parameters().newGradient();
      double value =
          pseudo(Map.of("candidates", candidates))
              .evaluate(
                  (EnergyFunction) energy,
                  data,
                  gradient,
                  TestObjectiveContext.of(1, 0, data.size()));
      assertThat(value).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void gradientIsThatOfTheConditionals() {
    Batch data = sequences();
    Gradient gradient = energy.parameters().newGradient();
    Objective objective = pseudo(Map.of());
    objective.evaluate(
        (EnergyFunction) energy, data, gradient, TestObjectiveContext.of(1, 0, data.size()));
    float[] values = energy.parameters().values();
    for (int k = 0; k < values.length; k++) {
      float kept = values[k];
      double step = 1.0 / 64;
      double[] ends = new double[2];
      for (int side = 0; side < 2; side++) {
        values[k] = (float) (kept + (side == 0 ? -step : step));
        double length = values[k] - kept;
        double[] there = Enumeration.of((EnergyFunction) energy).probabilities(1);
        System.arraycopy(there, 0, p, 0, p.length);
        for (int i = 0; i < data.size(); i++) {
          ends[side] += conditionals(all.index(data, i));
        }
        assertThat(Math.abs(length)).isCloseTo(step, within(1e-6));
      }
      values[k] = kept;
      double slope = (ends[1] - ends[0]) / (2 * step);
      assertThat((double) gradient.values()[k]).as("derivative " + k).isCloseTo(slope, within(2e-3));
    }
  }

  /** Over all sets of candidates alike: the mean loss, and at the truth no gradient. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void candidatesAreDrawnAlikeAndFindTheTruth(int count) {
    Batch data = sequences();
    double expected = 0;
    for (int i = 0; i < data.size(); i++) {
      expected += meanLoss(all.index(data, i), count);
    }
    Objective objective = pseudo(Map.of("candidates", count));
    int draws = 3000;
    double mean = 0;
    double square = 0;
    for (int draw = 0; draw < draws; draw++) {
      double value =
          objective.evaluate(
              (EnergyFunction) energy,
              data,
              energy.parameters().newGradient(),
              TestObjectiveContext.of(draw, 0, data.size()));
      mean += value / draws;
      square += value * value / draws;
    }
    double error = Math.sqrt(Math.max(0, square - mean * mean) / draws);
    assertThat(mean).isCloseTo(expected, within(4.5 * error + 1e-9 * expected));
    Batch drawn = Batch.allocate(100_000, SITES);
    all.sample(drawn, 1, RandomStream.of(7));
    Gradient balanced = energy.parameters().newGradient();
    objective.evaluate(
        (EnergyFunction) energy, drawn, balanced, TestObjectiveContext.of(1, 0, drawn.size()));
    for (float slope : balanced.values()) { // each row adds at most 4, mostly far less
      assertThat((double) slope / drawn.size()).isCloseTo(0, within(0.02));
    }
  }

  /** The mean over all sets of so many of the other levels. */
  private double meanLoss(int state, int count) {
    double sum = 0;
    for (int j = 0; j < SITES; j++) {
      int own = (int) all.states().get(state, j);
      List<Double> losses = new ArrayList<>();
      for (int set = 0; set < 1 << LEVELS; set++) {
        if ((set >> own & 1) == 0 && Integer.bitCount(set) == count) {
          double total = p[state];
          for (int a = 0; a < LEVELS; a++) {
            total += (set >> a & 1) == 1 ? p[changed(state, j, a)] : 0;
          }
          losses.add(-Math.log(p[state] / total));
        }
      }
      sum += losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    }
    return sum;
  }
}
