package io.ebm.samplers.noise;

import io.ebm.api.Component;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.NoiseConformance;
import io.ebm.testkit.SmallIsing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of every noise. */
class NoisesConformanceTest {

  private abstract static class Case extends NoiseConformance {
    private final Component<Noise> noise;

    Case(NoiseFactory<?> factory, Map<String, ?> given) {
      this.noise = Defaults.component(factory, given);
    }

    @Override
    protected Component<Noise> noise() {
      return noise;
    }
  }

  @Nested
  class OfUniform extends Case {
    OfUniform() {
      super(new UniformNoiseFactory(), Map.of("low", -0.5, "high", 2.0));
    }
  }

  @Nested
  class OfGaussian extends Case {
    OfGaussian() {
      super(new GaussianNoiseFactory(), Map.of("mean", 3.0, "deviation", 0.2));
    }
  }

  @Nested
  class OfGaussianWithVariances extends Case {
    OfGaussianWithVariances() {
      super(new GaussianNoiseFactory(), Map.of("fit", GaussianNoiseFactory.Fit.DIAGONAL));
    }
  }

  @Nested
  class OfGaussianWithCovariances extends Case {
    OfGaussianWithCovariances() {
      super(new GaussianNoiseFactory(), Map.of("fit", GaussianNoiseFactory.Fit.FULL));
    }
  }

  @Nested
  class OfBaseRates extends Case {
    OfBaseRates() {
      super(new BaseRatesNoiseFactory(), Map.of());
    }
  }

  @Nested
  class OfMixture extends Case {
    OfMixture() {
      super(
          new MixtureNoiseFactory(),
          Map.of(
              "parts",
              List.of(
                  Defaults.component(new GaussianNoiseFactory(), Map.of("mean", -2.0)),
                  Defaults.component(new GaussianNoiseFactory(), Map.of("deviation", 0.3)),
                  Defaults.component(new UniformNoiseFactory(), Map.of())),
              "weights",
              List.of(1.0, 2.0, 0.5)));
    }
  }

  @Nested
  class OfDiscreteMixture extends Case {
    OfDiscreteMixture() {
      super(
          new MixtureNoiseFactory(),
          Map.of(
              "parts",
              List.of(
                  Defaults.component(new BaseRatesNoiseFactory(), Map.of()),
                  Defaults.component(new UniformNoiseFactory(), Map.of()))));
    }
  }

  @Nested
  class OfSpins extends Case {
    OfSpins() {
      super(
          new EnergyNoiseFactory(),
          Map.of("energy", given(SmallIsing.random(StateSpace.spin(3), 0.7, RandomStream.of(2)))));
    }
  }

  @Nested
  class OfEnergyOfNormalLaw extends Case {
    OfEnergyOfNormalLaw() {
      super(
          new EnergyNoiseFactory(),
          Map.of(
              "energy",
              given(
                  GaussianEnergy.ofCovariance(
                      new double[] {1, -1}, new double[][] {{1, 0.5}, {0.5, 2}}))));
    }
  }

  private static Component<Model> given(Model model) {
    return Component.of(new DiscreteNoiseTest.Given(model), new DiscreteNoiseTest.None());
  }
}
