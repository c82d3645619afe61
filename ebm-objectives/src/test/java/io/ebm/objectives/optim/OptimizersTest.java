package io.ebm.objectives.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Component;
import io.ebm.api.Gradient;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Parameters;
import io.ebm.api.Schedule;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.OptimizerConformance;
import io.ebm.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OptimizersTest {

  /** From a value to zero. */
  private record Falling(double highest) implements Schedule {
    @Override
    public double at(double progress) {
      return highest * (1 - progress);
    }

    @Override
    public double lowest() {
      return 0;
    }
  }

  private static <C extends Record> Component<Optimizer> optimizer(
      OptimizerFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }

  private static <C extends Record> Optimizer made(
      OptimizerFactory<C> factory, Map<String, ?> settings) {
    return optimizer(factory, settings).make(TestContext.of(1));
  }

  @Nested
  class SgdConforms extends OptimizerConformance {
    @Override
    protected Component<Optimizer> optimizer() {
      return OptimizersTest.optimizer(new SgdFactory(), Map.of("rate", Schedule.constant(0.3)));
    }
  }

  @Nested
  class MomentumConforms extends OptimizerConformance {
    @Override
    protected Component<Optimizer> optimizer() {
      return OptimizersTest.optimizer(
          new MomentumFactory(), Map.of("rate", Schedule.constant(0.05)));
    }
  }

  @Nested
  class NesterovConforms extends OptimizerConformance {
    @Override
    protected Component<Optimizer> optimizer() {
      return OptimizersTest.optimizer(
          new MomentumFactory(), Map.of("rate", Schedule.constant(0.05), "nesterov", true));
    }
  }

  @Nested
  class AdamConforms extends OptimizerConformance {
    @Override
    protected Component<Optimizer> optimizer() {
      return OptimizersTest.optimizer(new AdamFactory(), Map.of("rate", new Falling(0.05)));
    }
  }

  private static float[] steps(Optimizer optimizer, float[] start, float[]... gradients) {
    Parameters parameters = Parameters.builder().add("w", start.length).build();
    System.arraycopy(start, 0, parameters.values(), 0, start.length);
    Gradient gradient = parameters.newGradient();
    for (float[] g : gradients) {
      System.arraycopy(g, 0, gradient.values(), 0, g.length);
      optimizer.step(parameters, gradient);
    }
    return parameters.values();
  }

  @Test
  void sgdDecaysAndClips() {
    Map<String, Object> settings =
        Map.of("rate", Schedule.constant(0.1), "weightDecay", 0.5, "clipNorm", 1.0);
    float[] after = steps(made(new SgdFactory(), settings), new float[] {2, 0}, new float[] {3, 4});
    assertThat(after[0]).isCloseTo(2 - 0.1f * 0.5f * 2 - 0.1f * 0.6f, within(1e-6f));
    assertThat(after[1]).isCloseTo(-0.1f * 0.8f, within(1e-6f));
  }

  @Test
  void momentumInBothForms() {
    float[] g = {1};
    Map<String, Object> plain = Map.of("rate", Schedule.constant(0.1), "momentum", 0.5);
    float[] polyak = steps(made(new MomentumFactory(), plain), new float[] {0}, g, g);
    assertThat(polyak[0]).isCloseTo(-0.1f * (1 + 1.5f), within(1e-6f));
    Map<String, Object> ahead =
        Map.of("rate", Schedule.constant(0.1), "momentum", 0.5, "nesterov", true);
    float[] nesterov = steps(made(new MomentumFactory(), ahead), new float[] {0}, g, g);
    assertThat(nesterov[0]).isCloseTo(-0.1f * (1.5f + 1.75f), within(1e-6f));
  }

  /** The recursion of the paper in double precision. */
  @Test
  void adamFollowsItsPaper() {
    float[][] gradients = {{1}, {-0.5f}, {2}, {1e-3f}, {-4}};
    double theta = 0.7;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= gradients.length; t++) {
      double g = gradients[t - 1][0];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double decay = 0.01 * 0.2 * theta;
      theta -=
          0.01 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      theta -= decay;
    }
    Map<String, Object> settings = Map.of("rate", Schedule.constant(0.01), "weightDecay", 0.2);
    float[] after = steps(made(new AdamFactory(), settings), new float[] {0.7f}, gradients);
    assertThat((double) after[0]).isCloseTo(theta, within(1e-6));
  }

  @Test
  void whatIsNotANumberIsPassedOn() {
    for (OptimizerFactory<?> factory :
        new OptimizerFactory<?>[] {new SgdFactory(), new MomentumFactory(), new AdamFactory()}) {
      float[] after =
          steps(made(factory, Map.of("clipNorm", 1.0)), new float[] {1}, new float[] {Float.NaN});
      assertThat(after[0]).as(factory.name()).isNaN();
    }
  }
}
