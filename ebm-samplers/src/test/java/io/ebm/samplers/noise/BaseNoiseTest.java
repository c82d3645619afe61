package io.ebm.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Factory;
import io.ebm.api.FitContext;
import io.ebm.api.Noise;
import io.ebm.api.StateSpace;
import io.ebm.testkit.CorrectedGaussian;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The noise that an energy brings along. */
class BaseNoiseTest extends FactoryConformance {

  private static final CorrectedGaussian ENERGY =
      new CorrectedGaussian(new double[] {1}, new double[][] {{2}}, new double[][] {{0.5}});

  @Override
  protected Factory<?> factory() {
    return new BaseNoiseFactory();
  }

  @Override
  protected List<Bad> bad() {
    return List.of();
  }

  private static Component<Noise> base() {
    return Defaults.component(new BaseNoiseFactory(), Map.of());
  }

  @Test
  void isThatOfTheEnergy() {
    Noise noise = base().make(TestContext.of(1));
    assertThat(noise.on(ENERGY)).isSameAs(ENERGY.base());
    noise.check(StateSpace.real(1)); // an energy over it may have a base
  }

  @Test
  void needsAnEnergyWithABase() {
    Noise noise = base().make(TestContext.of(1));
    GaussianEnergy plain = GaussianEnergy.standard(1);
    assertThat(base().misfit(FitContext.of(plain)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("needs an energy that is Residual"));
    assertThat(base().misfit(FitContext.of(ENERGY))).isEmpty();
    assertThatThrownBy(() -> noise.on(plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("noise 'base' needs an energy that is Residual");
    assertThatThrownBy(() -> noise.on(StateSpace.real(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "noise 'base' is that of an energy that has a base, as 'residual'; here it stands for"
                + " none");
  }

  @Test
  void mixesWithOthers() {
    Component<Noise> mixture =
        Defaults.component(
            new MixtureNoiseFactory(),
            Map.of(
                "parts",
                List.of(base(), Defaults.component(new GaussianNoiseFactory(), Map.of())),
                "weights",
                List.of(3.0, 1.0)));
    Noise noise = mixture.make(TestContext.of(1));
    noise.check(StateSpace.real(1));
    Batch x = Batch.of(new float[] {-1, 0, 2}, 0, 3, 1);
    double[] found = new double[3];
    noise.on(ENERGY).logDensities(x, found);
    for (int i = 0; i < 3; i++) {
      double y = x.get(i, 0);
      double own = Math.sqrt(2 / (2 * Math.PI)) * Math.exp(-(y - 1) * (y - 1));
      double other = Math.exp(-y * y / 2) / Math.sqrt(2 * Math.PI);
      assertThat(found[i]).isCloseTo(Math.log(0.75 * own + 0.25 * other), within(1e-6));
    }
  }
}
