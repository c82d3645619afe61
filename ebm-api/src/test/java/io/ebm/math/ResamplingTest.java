package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final double[] SHARES = {9, 0.05, 0.4, 0.25, 0.1, 0.2, 9}; // five, from 1 on

  @Test
  void sharesAddUpAndTheMeanWeightIsTold() {
    double[] logs = {7, Math.log(1), Math.log(3), Double.NEGATIVE_INFINITY};
    double[] shares = new double[4];
    assertThat(Resampling.normalise(logs, 1, 3, shares))
        .isCloseTo(Math.log(4.0 / 3), within(1e-12));
    assertThat(shares).containsExactly(new double[] {0, 0.25, 0.75, 0}, within(1e-12));
    assertThat(Resampling.effectiveSize(shares, 1, 3)).isCloseTo(1 / 0.625, within(1e-12));
    double[] none = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertThat(Resampling.normalise(none, 0, 2, shares)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Resampling.normalise(new double[] {0, Double.NaN}, 0, 2, shares)).isNaN();
  }

  @Test
  void everyoneIsDrawnAsOftenAsItsShareSays() {
    double[] means = new double[5];
    int[] ancestors = new int[5];
    int draws = 20_000;
    for (int d = 0; d < draws; d++) {
      Resampling.systematic(SHARES, 1, 5, (d + 0.5) / draws, ancestors);
      int[] counts = new int[5];
      Arrays.stream(ancestors).forEach(a -> counts[a]++);
      for (int i = 0; i < 5; i++) {
        double expected = 5 * SHARES[1 + i];
        assertThat((double) counts[i]).isBetween(Math.floor(expected), Math.ceil(expected));
        means[i] += (double) counts[i] / draws;
      }
    }
    for (int i = 0; i < 5; i++) {
      assertThat(means[i]).isCloseTo(5 * SHARES[1 + i], within(1e-3));
    }
  }

  /** Against rotated systematic draws of which those are taken that put the first first. */
  @Test
  void keepingTheFirstIsTheLawGivenThatItIsFirst() {
    Random random = new Random(1);
    double[] expected = new double[3125];
    double[] found = new double[3125];
    int[] ancestors = new int[5];
    int[] rotated = new int[5];
    double[] shares = {0.3, 0.35, 0.15, 0.05, 0.15};
    int taken = 0;
    for (int d = 0; d < 400_000; d++) {
      Resampling.systematic(shares, 0, 5, random.nextDouble(), ancestors);
      int shift = random.nextInt(5);
      for (int s = 0; s < 5; s++) {
        rotated[s] = ancestors[(s + shift) % 5];
      }
      if (rotated[0] == 0) {
        expected[code(rotated)]++;
        taken++;
      }
    }
    for (int d = 0; d < taken; d++) {
      Resampling.keepingFirst(shares, 0, 5, random.nextDouble(), ancestors);
      assertThat(ancestors[0]).isZero();
      found[code(ancestors)]++;
    }
    double distance = 0;
    for (int c = 0; c < expected.length; c++) {
      distance += Math.abs(expected[c] - found[c]) / taken / 2;
    }
    assertThat(distance).isLessThan(0.01);
  }

  private static int code(int[] ancestors) {
    int code = 0;
    for (int a : ancestors) {
      code = 5 * code + a;
    }
    return code;
  }
}
