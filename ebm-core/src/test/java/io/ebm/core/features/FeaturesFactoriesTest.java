package io.ebm.core.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Factory;
import io.ebm.api.Features;
import io.ebm.api.StateSpace;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.FeaturesConformance;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Features that are computed from states alone. */
class FeaturesFactoriesTest {

  @Nested
  class PixelsTest extends FeaturesConformance {
    @Override
    protected Component<Features> features() {
      return Component.of(new PixelsFactory(), new PixelsFactory.Config());
    }
  }

  @Nested
  class PrincipalComponentsTest extends FeaturesConformance {
    @Override
    protected Component<Features> features() {
      return Component.of(
          new PrincipalComponentsFactory(), new PrincipalComponentsFactory.Config(4));
    }
  }

  @Nested
  class PixelsFactoryTest extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PixelsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class PrincipalComponentsFactoryTest extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PrincipalComponentsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("count", 0));
    }
  }

  @Nested
  class RunFeaturesFactoryTest extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new RunFeaturesFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("run", "runs/classifier", "layer", "layers.2");
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("run", " "), new Bad("layer", ""));
    }
  }

  /** Points on a line through (1, 2) along (3, 4) / 5. */
  @Test
  void componentsAreDistancesAlongTheLine() {
    Batch rows = Batch.of(new float[] {4, 6, -2, -2, 1, 2}, 2);
    TestContext context = TestContext.builder().data(Dataset.of(StateSpace.real(2), rows)).build();
    Features features =
        new PrincipalComponentsFactory().create(new PrincipalComponentsFactory.Config(1), context);
    Batch out = Batch.allocate(3, 1);
    features.compute(rows, out);
    assertThat(out.array()).containsExactly(new float[] {5, -5, 0}, within(1e-4f));
  }

  @Test
  void labelsAreNoNumbers() {
    TestContext context = TestContext.builder().dataSpace(new StateSpace.Categorical(2, 3)).build();
    assertThatThrownBy(() -> new PixelsFactory().create(new PixelsFactory.Config(), context))
        .hasMessageContaining("features 'pixels' are of numbers, and the states are labels");
  }

  @Test
  void aHostMayOpenNoRuns() {
    TestContext context = TestContext.builder().dataSpace(StateSpace.real(2)).build();
    assertThatThrownBy(
            () ->
                new RunFeaturesFactory()
                    .create(new RunFeaturesFactory.Config("runs/x", "layers.2"), context))
        .hasMessageContaining("'runs/x' cannot be opened: this host opens no runs");
  }
}
