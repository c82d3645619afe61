package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMeanTest {

  private static LogMean of(double... logWeights) {
    return LogMean.of(logWeights, RandomStream.of(1));
  }

  @Test
  void meanAndEffectiveSampleSize() {
    double[] logWeights = new double[12];
    Arrays.fill(logWeights, 0, 6, Math.log(3) - 700);
    Arrays.fill(logWeights, 6, 12, Math.log(1) - 700);
    LogMean mean = of(logWeights);
    assertThat(mean.value()).isCloseTo(Math.log(2) - 700, within(1e-9));
    assertThat(mean.ess()).isCloseTo(24.0 * 24 / 60, within(1e-9));
    assertThat(mean.problem()).isNull();
  }

  @Test
  void equalWeightsLeaveOnlyRounding() {
    double[] logWeights = new double[50];
    Arrays.fill(logWeights, 1234.5);
    LogMean mean = of(logWeights);
    assertThat(mean.value()).isCloseTo(1234.5, within(1e-9));
    assertThat(mean.upper() - mean.lower()).isBetween(1e-9, 1e-5);
    assertThat(mean.ess()).isCloseTo(50, within(1e-9));
  }

  @Test
  void weightsOfZeroCount() {
    double[] logWeights = new double[100];
    Arrays.fill(logWeights, 0, 50, Double.NEGATIVE_INFINITY);
    LogMean mean = of(logWeights);
    assertThat(mean.value()).isCloseTo(Math.log(0.5), within(1e-9));
    assertThat(mean.problem()).isNull();
    Arrays.fill(logWeights, Double.NEGATIVE_INFINITY);
    assertThat(of(logWeights).problem()).isEqualTo("every weight is zero");
  }

  @Test
  void weightsThatAreNoNumbersAreNamed() {
    double[] logWeights = new double[20];
    logWeights[7] = Double.NaN;
    assertThat(of(logWeights).problem()).isEqualTo("the log weight of chain 7 is NaN");
    assertThat(of(logWeights).value()).isNaN();
    logWeights[7] = Double.POSITIVE_INFINITY;
    assertThat(of(logWeights).problem()).isEqualTo("the log weight of chain 7 is Infinity");
  }

  @Test
  void oneLargeWeightIsAProblem() {
    double[] logWeights = new double[100];
    logWeights[3] = 8;
    LogMean mean = of(logWeights);
    assertThat(mean.problem())
        .isEqualTo("the effective sample size is 1.1 of 100 chains, one of which has 97 %");
    assertThat(mean.upper() - mean.value()).as("more such may be missing").isGreaterThan(3);
  }

  /** Log-normal weights, of expectation 1: the nominal 99 % may lose a little to their skewness. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.97", "0.5, 0.97", "1, 0.96", "1.5, 0.93"})
  void intervalsHoldTheExpectation(double deviation, double rate) {
    int inside = 0;
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      RandomStream random = RandomStream.of(run).split("weights");
      double[] logWeights = new double[100];
      for (int i = 0; i < logWeights.length; i++) {
        logWeights[i] = deviation * random.nextGaussian() - deviation * deviation / 2;
      }
      LogMean mean = LogMean.of(logWeights, random.split("interval"));
      inside += mean.lower() <= 0 && mean.upper() >= 0 ? 1 : 0;
    }
    assertThat((double) inside / runs).isGreaterThanOrEqualTo(rate);
  }
}
