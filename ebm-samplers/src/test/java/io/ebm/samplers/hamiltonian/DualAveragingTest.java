package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** On chains whose acceptance is {@code 1 / (1 + step / scale)}, each with a scale of its own. */
class DualAveragingTest {

  private static final double TARGET = 0.8; // met at a quarter of the scale

  private static double[] adapt(double[] scales, int updates, RandomStream random) {
    DualAveraging averaging = new DualAveraging(TARGET, scales.length);
    double[] steps = new double[scales.length];
    Arrays.fill(steps, 0.1);
    averaging.restart(steps);
    double[] acceptances = new double[scales.length];
    for (int k = 0; k < updates; k++) {
      averaging.steps(steps);
      for (int i = 0; i < scales.length; i++) {
        double mean = 1 / (1 + steps[i] / scales[i]);
        acceptances[i] = random.nextDouble() < mean ? 1 : 0;
      }
      averaging.update(acceptances);
    }
    averaging.settle(steps);
    return steps;
  }

  @Test
  void chainsThatAreAlikeShareOneStep() {
    double[] scales = new double[64];
    Arrays.fill(scales, 2);
    double[] steps = adapt(scales, 400, RandomStream.of(3));
    assertThat(steps).containsOnly(steps[0]);
    assertThat(steps[0]).isCloseTo(0.5, within(0.1));
  }

  @Test
  void oneThatNeedsAMuchShorterStepHasItsOwn() {
    double[] scales = new double[64];
    Arrays.fill(scales, 2);
    scales[7] = 0.002;
    double[] steps = adapt(scales, 400, RandomStream.of(4));
    assertThat(steps[7]).isBetween(0.0001, 0.002);
    assertThat(steps[8]).as("the others' step").isCloseTo(0.5, within(0.1));
  }

  @Test
  void aStepThatIsTooLongForMostComesDown() {
    double[] scales = new double[64];
    Arrays.fill(scales, 0.001);
    scales[0] = 100;
    double[] steps = adapt(scales, 400, RandomStream.of(5));
    assertThat(steps[8]).isBetween(0.0001, 0.0006);
  }

  @Test
  void oneTransitionIn32HasShorterSteps() {
    RandomStream random = RandomStream.of(6);
    int shorter = 0;
    double least = 1;
    for (int i = 0; i < 32_000; i++) {
      double factor = StepSizes.shorter(random);
      shorter += factor < 1 ? 1 : 0;
      least = Math.min(least, factor);
    }
    assertThat(shorter).isBetween(850, 1150);
    assertThat(least).isEqualTo(Math.pow(4, -5));
  }
}
