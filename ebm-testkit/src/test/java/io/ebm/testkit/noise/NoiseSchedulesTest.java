package io.ebm.testkit.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.noise.CosineNoise;
import io.ebm.api.noise.EdmNoise;
import io.ebm.api.noise.LinearPath;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.NoiseScheduleFactory;
import io.ebm.api.noise.SubVariancePreserving;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.api.noise.VariancePreserving;
import io.ebm.testkit.FactoryChecks;
import io.ebm.testkit.NoiseScheduleConformance;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NoiseSchedulesTest {

  @Nested
  class VarianceExplodingCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return new VarianceExploding(0.01, 50);
    }
  }

  @Nested
  class VariancePreservingCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return new VariancePreserving(0.1, 20, 1e-3);
    }
  }

  @Nested
  class SubVariancePreservingCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return new SubVariancePreserving(0.1, 20, 1e-3);
    }
  }

  @Nested
  class CosineCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return new CosineNoise(0.005);
    }
  }

  @Nested
  class EdmCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return EdmNoise.usual();
    }
  }

  @Nested
  class LinearPathCase extends NoiseScheduleConformance {
    @Override
    protected NoiseSchedule schedule() {
      return new LinearPath(0.002, 0, 1);
    }
  }

  /** The states' own part and the noise's, squared, add up to 1. */
  @Test
  void varianceIsPreserved() {
    for (NoiseSchedule schedule :
        new NoiseSchedule[] {new VariancePreserving(0.1, 20, 1e-3), new CosineNoise(0.005)}) {
      for (double t = 0; t <= 1; t += 0.125) {
        double scale = schedule.scale(t);
        double sigma = schedule.sigma(t);
        assertThat(scale * scale * (1 + sigma * sigma)).isCloseTo(1, within(1e-12));
      }
    }
  }

  /** The noise on scaled states is 1 - α² (Song et al. 2021, equation 14). */
  @Test
  void lessNoiseThanPreservesVariance() {
    NoiseSchedule schedule = new SubVariancePreserving(0.1, 20, 1e-3);
    for (double t = 0; t <= 1; t += 0.125) {
      double scale = schedule.scale(t);
      assertThat(scale * schedule.sigma(t)).isCloseTo(1 - scale * scale, within(1e-12));
    }
  }

  /** Both parts of the straight path add up to 1. */
  @Test
  void straightPath() {
    NoiseSchedule schedule = new LinearPath(0.002, 0, 1);
    for (double t = 0; t <= 1; t += 0.125) {
      double scale = schedule.scale(t);
      assertThat(scale + scale * schedule.sigma(t)).isCloseTo(1, within(1e-12));
    }
  }

  /** The levels of 18 nodes that the paper's equation 5 gives, some of them. */
  @Test
  void levelsOfTheTable() {
    double[] times = EdmNoise.usual().times(18);
    assertThat(EdmNoise.usual().sigma(times[0])).isEqualTo(80);
    assertThat(EdmNoise.usual().sigma(times[1])).isCloseTo(57.5860, within(1e-3));
    assertThat(EdmNoise.usual().sigma(times[17])).isEqualTo(0.002);
  }

  @Test
  void factoriesAreFoundAndDocumented() {
    assertThat(ServiceLoader.load(NoiseScheduleFactory.class))
        .extracting(factory -> factory.name())
        .contains(
            "variance-exploding",
            "variance-preserving",
            "variance-preserving-cosine",
            "sub-vp",
            "edm",
            "linear-path");
    for (NoiseScheduleFactory<?> factory : ServiceLoader.load(NoiseScheduleFactory.class)) {
      FactoryChecks.isNamedAndDescribed(factory);
      FactoryChecks.settingsAreDocumented(factory, Map.of());
    }
  }
}
