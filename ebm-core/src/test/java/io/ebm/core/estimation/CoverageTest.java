package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.EnergyFunction;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.RandomStream;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.TestEstimation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often intervals of annealed importance sampling hold the exact value, and its bias. */
class CoverageTest {

  private static final int SEEDS = 100;

  private static final AisConfig WALK = AisConfig.of(100, 100);

  /** {@code log Z} of the torus by Kaufman's formula, to six digits. */
  static Stream<Arguments> models() {
    SmallRbm rbm = SmallRbm.random(10, 8, 1, RandomStream.of(11));
    return Stream.of(
        Arguments.of("rbm", rbm, rbm.exact()),
        Arguments.of("K = 0.3", Hidden.summed(Targets.torus(0.3)), 12.785523),
        Arguments.of("K = Kc", Hidden.summed(Targets.torus(0.44068679)), 15.521915),
        Arguments.of("K = 0.5", Hidden.summed(Targets.torus(0.5)), 17.105367));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void exactValueIsInside(String name, EnergyFunction model, double exact) {
    assertThat(Enumeration.of(model).logPartition(1)).isBetween(exact - 1e-5, exact + 1e-5);
    PartitionEstimator sandwich = new Sandwich(ReverseConfig.of(WALK));
    int inside = 0;
    int valid = 0;
    int forwardInside = 0;
    int reverseInside = 0;
    double[] forwardWeights = new double[SEEDS];
    double[] reverseWeights = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      LogPartition result = sandwich.estimate(model, TestEstimation.of(seed));
      LogPartition forward = part(result, "forward");
      LogPartition reverse = part(result, "reverse");
      valid += result.valid() ? 1 : 0;
      inside += holds(result, exact);
      forwardInside += holds(forward, exact);
      reverseInside += holds(reverse, exact);
      forwardWeights[seed] = Math.exp(forward.value() - exact);
      reverseWeights[seed] = Math.exp(exact - reverse.value());
    }
    assertThat(inside).as("sandwich").isGreaterThanOrEqualTo(95);
    assertThat(valid).as("valid").isGreaterThanOrEqualTo(99);
    assertThat(forwardInside).as("ais").isGreaterThanOrEqualTo(95);
    assertThat(reverseInside).as("reverse-ais").isGreaterThanOrEqualTo(95);
    assertThat(deviation(forwardWeights)).as("mean weight of ais").isBetween(-3.5, 3.5);
    assertThat(deviation(reverseWeights)).as("mean weight of reverse-ais").isBetween(-3.5, 3.5);
  }

  private static LogPartition part(LogPartition result, String name) {
    LogPartition part = result.parts().get(name);
    if (part == null) {
      throw new AssertionError("no part " + name + " of " + result);
    }
    return part;
  }

  private static int holds(LogPartition result, double exact) {
    return exact >= result.lower() && exact <= result.upper() ? 1 : 0;
  }

  /** By how many standard errors the mean is off 1. */
  private static double deviation(double[] weights) {
    double mean = 0;
    for (double weight : weights) {
      mean += weight / weights.length;
    }
    double variance = 0;
    for (double weight : weights) {
      variance += (weight - mean) * (weight - mean) / (weights.length - 1);
    }
    return (mean - 1) / Math.sqrt(variance / weights.length);
  }
}
