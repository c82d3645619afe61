package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.Diverging;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients that are not finite: far above the present energy a divergence, elsewhere an error. */
class OverflowTest {

  /** A standard normal on ]-2, 2[; beyond, an energy whose gradient overflows. */
  private record Wall(double beyond) implements EnergyFunction, Differentiable {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        float value = x.get(i, 0);
        out[i] = Math.abs(value) < 2 ? 0.5 * value * value : beyond;
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        float value = x.get(i, 0);
        out.set(i, 0, Math.abs(value) < 2 ? value : Float.POSITIVE_INFINITY);
      }
    }
  }

  private static MarkovChain advance(double beyond) {
    Component<Sampler> nuts =
        Component.of(
            new NutsFactory(),
            Defaults.create(
                NutsFactory.Config.class, Map.of("stepSize", io.ebm.api.Schedule.constant(0.5))));
    Batch states = Batch.allocate(16, 1);
    MarkovChain chain =
        nuts.make(TestContext.of(1)).start(new Wall(beyond), states, RandomStream.of(2));
    chain.advance(100);
    return chain;
  }

  @Test
  void farAboveItIsADivergence() {
    MarkovChain chain = advance(1e30);
    assertThat(((Diverging) chain).divergences()).isPositive();
    for (int i = 0; i < 16; i++) {
      assertThat(Math.abs(chain.states().get(i, 0))).isLessThan(2);
    }
  }

  @Test
  void nearByItIsAnError() {
    assertThatThrownBy(() -> advance(3))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the gradient of chain");
  }
}
