package io.ebm.objectives.noise;

import io.ebm.api.Component;
import io.ebm.api.Noise;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.testkit.Defaults;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class NoiseConformanceTest {

  static Component<Noise> gaussian(double deviation) {
    return Component.of(
        new GaussianNoiseFactory(),
        Defaults.create(GaussianNoiseFactory.Config.class, Map.of("deviation", deviation)));
  }

  static Component<Noise> uniform() {
    return Component.of(
        new UniformNoiseFactory(), Defaults.create(UniformNoiseFactory.Config.class, Map.of()));
  }

  @Nested
  class NceOfGaussian extends Trial {
    NceOfGaussian() {
      super(
          Objectives.component(
              new NceFactory(), Map.of("noise", gaussian(2), "logNormaliser", 0.5, "ratio", 3)),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  @Nested
  class NceOfSpins extends Trial {
    NceOfSpins() {
      super(
          Objectives.component(
              new NceFactory(),
              Map.of("noise", uniform(), "normaliser", NceFactory.Normaliser.FIXED)),
          TestModels::spins,
          Promise.VALUE);
    }
  }

  @Nested
  class NceOfNoiseThatStays extends Trial {
    NceOfNoiseThatStays() {
      super(
          Objectives.component(new NceFactory(), Map.of("noise", uniform(), "redraw", false)),
          TestModels::bits,
          Promise.VALUE);
    }
  }

  @Nested
  class ConditionalNceOfGaussian extends Trial {
    ConditionalNceOfGaussian() {
      super(
          Objectives.component(new ConditionalNceFactory(), Map.of()),
          TestModels::gaussian,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class ConditionalNceOfSpins extends Trial {
    ConditionalNceOfSpins() {
      super(
          Objectives.component(new ConditionalNceFactory(), Map.of("ratio", 2)),
          TestModels::spins,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class EnergyDiscrepancyOfGaussian extends Trial {
    EnergyDiscrepancyOfGaussian() {
      super(
          Objectives.component(new EnergyDiscrepancyFactory(), Map.of("samples", 4)),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  /** Without a stabiliser the weights of a row's ends sum to that of the row in any case. */
  @Nested
  class EnergyDiscrepancyOfBits extends Trial {
    EnergyDiscrepancyOfBits() {
      super(
          Objectives.component(new EnergyDiscrepancyFactory(), Map.of("stabiliser", 0.0)),
          TestModels::bits,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class ContrastiveOfGaussian extends Trial {
    ContrastiveOfGaussian() {
      super(
          Objectives.component(
              new ContrastiveFactory(), Map.of("negatives", gaussian(2), "count", 2)),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  @Nested
  class TripletOfSpins extends Trial {
    TripletOfSpins() {
      super(
          Objectives.component(new TripletFactory(), Map.of("negatives", uniform(), "count", 2)),
          TestModels::spins,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class InfoNceOfPairs extends Trial {
    InfoNceOfPairs() {
      super(
          Objectives.component(new InfoNceFactory(), Map.of("temperature", 0.7, "learned", true)),
          () -> new Pairing(24, 3),
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class ClipOfPairs extends Trial {
    ClipOfPairs() {
      super(
          Objectives.component(new ClipFactory(), Map.of("temperature", 0.5)),
          () -> new Pairing(24, 3),
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class ClipOfAllPairsAtOnce extends Trial {
    ClipOfAllPairsAtOnce() {
      super(
          Objectives.component(new ClipFactory(), Map.of("temperature", 0.5)),
          () -> new Pairing.AtOnce(new Pairing(24, 3)),
          Promise.VALUE);
    }
  }
}
