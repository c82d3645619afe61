package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.EstimatorFactory;
import io.ebm.api.PartitionEstimator;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryChecks;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EstimatorFactoriesTest {

  static List<EstimatorFactory<?>> factories() {
    return List.of(
        new ExactFactory(),
        new ImportanceFactory(),
        new QuadratureFactory(),
        new AisFactory(),
        new ReverseAisFactory(),
        new SandwichFactory(),
        new ThermodynamicIntegrationFactory(),
        new BridgeFactory(),
        new SmcFactory());
  }

  @ParameterizedTest
  @MethodSource("factories")
  void keepTheContract(EstimatorFactory<?> factory) {
    FactoryChecks.isNamedAndDescribed(factory);
    FactoryChecks.isFound(factory);
    FactoryChecks.settingsAreDocumented(factory, Map.of());
  }

  @ParameterizedTest
  @MethodSource("factories")
  void makeTheEstimatorOfTheirName(EstimatorFactory<?> factory) {
    assertThat(make(factory).method()).isEqualTo(factory.name());
  }

  private static <C extends Record> PartitionEstimator make(EstimatorFactory<C> factory) {
    C config = Defaults.create(factory.configType(), Map.of());
    return factory.create(config, TestContext.of(1));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void refuseBadSettings(EstimatorFactory<?> factory) {
    for (Map.Entry<String, Object> bad : bad(factory).entrySet()) {
      FactoryChecks.refuses(factory, Map.of(), bad.getKey(), bad.getValue());
    }
  }

  private static Map<String, Object> bad(EstimatorFactory<?> factory) {
    Map<String, Object> walk =
        Map.of("temperatures", 0, "chains", 9, "transitions", 0, "share", 1.0);
    return switch (factory.name()) {
      case "exact" -> Map.of();
      case "importance" -> Map.of("draws", 99);
      case "quadrature" -> Map.of("tolerance", 1.0, "limit", 10L);
      case "ais" -> walk;
      case "smc" ->
          Map.of(
              "temperatures",
              0,
              "populations",
              9,
              "particles",
              1,
              "transitions",
              0,
              "share",
              1.0,
              "resample",
              1.5);
      case "reverse-ais", "sandwich" -> {
        Map<String, Object> more = new java.util.HashMap<>(walk);
        more.put("burnIn", -1);
        yield more;
      }
      default -> Map.of("temperatures", 0, "chains", 9, "burnIn", -1, "samples", 0);
    };
  }
}
