package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ComponentFactory;
import io.ebm.api.StateMemory;
import io.ebm.api.StateSpace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestContextTest {

  record Config() {}

  static final class ContextFactory implements ComponentFactory<Config, ComponentContext> {
    @Override
    public String name() {
      return "context";
    }

    @Override
    public String description() {
      return "Gives its context.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public ComponentContext create(Config config, ComponentContext context) {
      return context;
    }
  }

  @Test
  void nestedComponentsHaveTheirOwnPathAndStream() {
    TestContext context =
        TestContext.builder().seed(3).dataSpace(StateSpace.real(2)).folder(Path.of("a")).build();
    Component<ComponentContext> nested = Component.of(new ContextFactory(), new Config());
    context.random().nextInt();
    ComponentContext child = context.create("sampler", nested);
    assertThat(child.path()).isEqualTo("test.sampler");
    assertThat(child.random().nextLong())
        .isEqualTo(TestContext.of(3).random().split("sampler").nextLong());
    assertThat(child.dataSpace()).isEqualTo(StateSpace.real(2));
    assertThat(child.resolve("b")).isEqualTo(Path.of("a", "b"));
    child.metrics().record("gap", 2);
    assertThat(context.metrics().last("gap")).isEqualTo(2);
  }

  @Test
  void aContextWithoutDataSaysSo() {
    assertThatIllegalArgumentException().isThrownBy(() -> TestContext.of(1).dataSpace());
  }

  @Test
  void stateIsReadBackAndComparedByBits() {
    StateMemory state = new StateMemory();
    state.put("a", new float[] {1, Float.NaN});
    state.child("inner").put("a", new long[] {2});
    assertThat(state.floats("a")).containsExactly(1, Float.NaN);
    assertThat(state.child("inner").longs("a")).containsExactly(2);
    assertThat(state.has("inner")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> state.doubles("a"));
    assertThatIllegalArgumentException().isThrownBy(() -> state.put("a", new long[1]));

    StateMemory other = new StateMemory();
    other.put("a", new float[] {1, Float.NaN});
    assertThat(other).isNotEqualTo(state);
    other.child("inner").put("a", new long[] {2});
    assertThat(other).isEqualTo(state);
  }
}
