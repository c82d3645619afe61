package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.TestContext;
import org.junit.jupiter.api.Test;

class SvgdTest {

  private static final Component<Sampler> SVGD =
      Component.of(new SvgdFactory(), new SvgdFactory.Config(0.02));
  private static final GaussianEnergy LAW =
      GaussianEnergy.ofCovariance(new double[] {1, -1}, new double[][] {{1, 0.6}, {0.6, 1}});

  /** 64 particles from far away come to have about the mean and the covariance of the law. */
  @Test
  void particlesResembleTheLaw() {
    int n = 64;
    Batch states = Batch.allocate(n, 2);
    RandomStream.of(1).fillGaussian(states.array(), 0, states.length());
    for (int i = 0; i < n; i++) {
      states.set(i, 0, 5 + 0.1f * states.get(i, 0));
    }
    SVGD.make(TestContext.of(1)).start(LAW, states, RandomStream.of(2)).advance(2000);
    double[] mean = new double[2];
    for (int i = 0; i < n; i++) {
      mean[0] += states.get(i, 0) / n;
      mean[1] += states.get(i, 1) / n;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      covariance += (states.get(i, 0) - mean[0]) * (states.get(i, 1) - mean[1]) / n;
      variance += (states.get(i, 0) - mean[0]) * (states.get(i, 0) - mean[0]) / n;
    }
    assertThat(mean[0]).isCloseTo(1, within(0.05));
    assertThat(mean[1]).isCloseTo(-1, within(0.05));
    assertThat(variance).isBetween(0.75, 1.1);
    assertThat(covariance).isBetween(0.4, 0.7);
  }

  @Test
  void resumesBitForBit() {
    SamplerChecks.resumes(SVGD, LAW, 3);
  }

  /** A particle alone goes to the minimum. */
  @Test
  void oneParticleDescends() {
    Batch one = Batch.of(new float[] {3, 3}, 2);
    SVGD.make(TestContext.of(1)).start(LAW, one, RandomStream.of(2)).advance(3000);
    assertThat(one.get(0, 0)).isCloseTo(1, within(0.05f));
    assertThat(one.get(0, 1)).isCloseTo(-1, within(0.05f));
  }
}
