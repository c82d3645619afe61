package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Which targets a sampler is tested on, and what a failure says. */
class SamplerConformanceTest {

  private record Config(Class<? extends StateSpace> space) {}

  /** Works on one kind of space, and fails there. */
  private static final class Picky implements SamplerFactory<Config> {
    private final Class<? extends StateSpace> space;

    Picky(Class<? extends StateSpace> space) {
      this.space = space;
    }

    @Override
    public String name() {
      return "picky";
    }

    @Override
    public String description() {
      return "A test.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Optional<String> misfit(@Nullable Config config, FitContext context) {
      return space.isInstance(context.energy().space())
          ? Optional.empty()
          : Optional.of("is for another space");
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      throw new IllegalStateException("boom");
    }
  }

  private static final class Conformance extends SamplerConformance {
    private final Class<? extends StateSpace> space;

    Conformance(Class<? extends StateSpace> space) {
      this.space = space;
    }

    @Override
    protected Component<Sampler> sampler() {
      return Component.of(new Picky(space), new Config(space));
    }
  }

  @Test
  void onlyTargetsThatTheSamplerWorksOnAreTested() {
    SamplerConformance conformance = new Conformance(StateSpace.Box.class);
    assertThat(conformance.keepsItsTarget())
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("GridEnergy on Box[shape=[2], low=-0.5, high=1.0]");
    assertThatThrownBy(() -> new Conformance(StateSpace.Categorical.class).keepsItsTarget())
        .hasMessage(
            "none of the targets has what 'picky' needs in a space that it works on; override"
                + " targets()");
  }

  @Test
  void aFailureNamesItsTarget() {
    DynamicTest test =
        new Conformance(StateSpace.Box.class).keepsItsTarget().findFirst().orElseThrow();
    assertThatThrownBy(test.getExecutable()::execute)
        .isInstanceOf(AssertionError.class)
        .hasMessage("sampler 'picky', target " + test.getDisplayName() + ": boom");
  }
}
