package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fast weights of {@code fast-pcd} are and do. */
class FastWeightsTest {

  private static final int ROWS = 40;
  private static final StateSpace SPACE = StateSpace.spin(4);

  private static Component<Objective> fast(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("sampler", Objectives.gibbs());
    return Objectives.component(new FastPcdFactory(), all);
  }

  private static Objective make(Component<Objective> component) {
    return component.make(TestContext.of(5));
  }

  private static Batch rows() {
    Batch data = Batch.allocate(ROWS, 4);
    SPACE.randomStart(data, RandomStream.of(8));
    return data;
  }

  /** Without fast weights it is pcd, bit for bit. */
  @Test
  void withoutFastWeightsItIsPcd() {
    SmallIsing model = SmallIsing.random(SPACE, 0.5, RandomStream.of(7));
    Objective still = make(fast(Map.of("fastRate", 0.0)));
    Objective pcd = make(Objectives.pcd(Objectives.gibbs(), Map.of("steps", 1, "restart", 0.0)));
    for (int step = 0; step < 5; step++) {
      Gradient one = model.parameters().newGradient();
      Gradient other = model.parameters().newGradient();
      double value = still.evaluate(model, rows(), one, TestObjectiveContext.of(9, step, ROWS));
      assertThat(pcd.evaluate(model, rows(), other, TestObjectiveContext.of(9, step, ROWS)))
          .isEqualTo(value);
      assertThat(one.values()).isEqualTo(other.values());
    }
  }

  /** {@code φ ← decay φ - rate · mean gradient}, and the model's own parameters stay. */
  @Test
  void fastWeightsFollowTheirRule() {
    SmallIsing model = SmallIsing.random(SPACE, 0.5, RandomStream.of(7));
    float[] theta = model.parameters().values().clone();
    Objective objective = make(fast(Map.of("fastRate", 0.3, "fastDecay", 0.8)));
    double[] expected = new double[theta.length];
    for (int step = 0; step < 6; step++) {
      Gradient gradient = model.parameters().newGradient();
      TestObjectiveContext context = TestObjectiveContext.of(9, step, ROWS);
      objective.evaluate(model, rows(), gradient, context);
      double squares = 0;
      for (int k = 0; k < expected.length; k++) {
        expected[k] = 0.8 * expected[k] - 0.3 / ROWS * gradient.values()[k];
        squares += expected[k] * expected[k];
      }
      assertThat(context.metrics().last("fast-norm")).isCloseTo(Math.sqrt(squares), within(1e-5));
    }
    assertThat(model.parameters().values()).isEqualTo(theta);
  }

  /**
   * A ferromagnet with two wells, chains all in one of them, data in both, and a model that does
   * not learn: only fast weights bring chains over the barrier.
   */
  @Test
  void fastWeightsDriveChainsOverABarrier() {
    SmallIsing model = new SmallIsing(SPACE);
    float[] values = model.parameters().values();
    for (int k = 4; k < values.length; k++) {
      values[k] = 2; // a barrier of 16: four spins, two of them turned
    }
    assertThat(meanSpin(make(Objectives.pcd(Objectives.gibbs(), settings(Map.of()))), model))
        .isGreaterThan(0.95);
    assertThat(Math.abs(meanSpin(make(fast(settings(Map.of("fastRate", 0.3)))), model)))
        .isLessThan(0.25);
  }

  private static Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(Map.of("steps", 1, "restart", 0.0, "start", PcdFactory.Start.DATA));
    return all;
  }

  /** The mean of the first unit over chains and 300 steps, from the gradient of its field. */
  private static double meanSpin(Objective objective, SmallIsing model) {
    Batch up = Batch.allocate(ROWS, 4);
    up.fill(1);
    Gradient gradient = model.parameters().newGradient();
    objective.evaluate(model, up, gradient, TestObjectiveContext.of(9, 0, ROWS));
    Batch both = up.copy();
    both.slice(0, ROWS / 2).fill(-1);
    double sum = 0;
    for (int step = 1; step <= 300; step++) {
      gradient.clear();
      objective.evaluate(model, both, gradient, TestObjectiveContext.of(9, step, ROWS));
      sum += gradient.values()[0] / ROWS; // -mean of data, which is 0, + mean of chains
    }
    return sum / 300;
  }
}
