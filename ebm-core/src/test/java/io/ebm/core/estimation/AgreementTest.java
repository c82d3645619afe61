package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every estimator on every model whose {@code log Z} is known. */
class AgreementTest {

  private static final int SEEDS = 30;

  /** The probability of more misses than these is 2e-4 where an interval holds in 99 of 100. */
  private static final int MISSES = 3;

  static Stream<Arguments> all() {
    AisConfig walk = AisConfig.of(60, 50);
    List<PartitionEstimator> estimators =
        List.of(
            new Ais(walk),
            new Ais(walk.with(AisConfig.Spacing.ADAPTIVE)),
            new ReverseAis(ReverseConfig.of(walk, null, 100)),
            new Sandwich(ReverseConfig.of(walk, null, 100)),
            new ThermodynamicIntegration(new IntegrationConfig(12, 30, 20, 8, null)),
            new Bridge(new BridgeConfig(8, 30, 30, 8, null)),
            new Smc(new SmcConfig(30, 16, 0.9, 8, 2, 0.5, null)));
    return estimators.stream()
        .flatMap(e -> Targets.all().stream().map(t -> Arguments.of(e.method(), t, e)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("all")
  void intervalsHoldTheExactValue(
      String method, Targets.Target target, PartitionEstimator estimator) {
    List<String> misses = new ArrayList<>();
    double mean = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      LogPartition result = estimator.estimate(target.energy(), target.context().apply(seed));
      assertThat(result.valid()).as("seed %d: %s", seed, result).isTrue();
      assertThat(result.value()).isBetween(result.lower(), result.upper());
      assertThat(result.method()).isEqualTo(method);
      assertThat(result.upper() - result.lower()).as("seed %d", seed).isBetween(1e-6, 3.0);
      assertThat(result.ess()).isBetween(LogMean.fewest(30), 500.0);
      mean += (result.value() - target.logZ()) / SEEDS;
      if (!(target.logZ() >= result.lower() && target.logZ() <= result.upper())) {
        misses.add("seed " + seed + ": " + result);
      }
    }
    assertThat(misses).as("exact %s", target.logZ()).hasSizeLessThanOrEqualTo(MISSES);
    assertThat(mean).as("mean error").isBetween(-0.06, 0.06);
  }
}
