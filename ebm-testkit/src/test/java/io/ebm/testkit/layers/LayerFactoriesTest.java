package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.nn.LayerFactory;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Pooling;
import io.ebm.testkit.FactoryChecks;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The names and settings of all layers that come with ebm. */
class LayerFactoriesTest {

  /** Settings without a default. */
  private static final Map<String, Map<String, ?>> REQUIRED =
      Map.ofEntries(
          Map.entry("conv1d", Map.of("channels", 2, "kernel", 3)),
          Map.entry("conv2d", Map.of("channels", 2, "kernel", List.of(3))),
          Map.entry("transposed-conv2d", Map.of("channels", 2, "kernel", List.of(3))),
          Map.entry("dense", Map.of("units", 2)),
          Map.entry("embedding", Map.of("levels", 2, "dim", 3)),
          Map.entry("film", Map.of("layers", List.of())),
          Map.entry("fourier-features", Map.of("dim", 2)),
          Map.entry("group-norm", Map.of("groups", 2)),
          Map.entry("parallel", Map.of("branches", List.of(new Concat()), "join", new Concat())),
          Map.entry("patches", Map.of("size", 2)),
          Map.entry("pool", Map.of("kind", Pooling.MAX, "window", List.of(2))),
          Map.entry("reshape", Map.of("shape", List.of(2))),
          Map.entry("residual", Map.of("layers", List.of(new Concat()))),
          Map.entry("sequence", Map.of("layers", List.of(new Concat()))),
          Map.entry("skip", Map.of("layers", List.of(new Concat()))),
          Map.entry("time-embedding", Map.of("dim", 2)));

  @SuppressWarnings("rawtypes") // a service is named by its raw type
  private static Stream<LayerFactory<?>> factories() {
    return ServiceLoader.load(LayerFactory.class).stream()
        .<LayerFactory<?>>map(provider -> provider.get());
  }

  @TestFactory
  Stream<DynamicTest> areAsAgreed() {
    return factories()
        .map(
            factory ->
                DynamicTest.dynamicTest(
                    factory.name(),
                    () -> {
                      FactoryChecks.isNamedAndDescribed(factory);
                      FactoryChecks.isFound(factory);
                      FactoryChecks.settingsAreDocumented(
                          factory, REQUIRED.getOrDefault(factory.name(), Map.of()));
                    }));
  }

  @Test
  void areTheseAtLeast() {
    assertThat(factories().map(LayerFactory::name))
        .doesNotHaveDuplicates()
        .containsAll(REQUIRED.keySet())
        .contains("elu", "leaky-relu", "mish", "sin", "softmax", "layer-norm", "rms-norm")
        .contains("multiply", "upsample", "global-pool", "condition");
  }
}
