package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ProposedGaussian;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The law that the chains keep is that of the generator, not that of the energy. */
class AmortisedConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(new AmortisedFactory(), new AmortisedFactory.Config());
  }

  private static ProposedGaussian energy(double mean, double[][] root) {
    return new ProposedGaussian(GaussianEnergy.standard(2), new double[] {mean, -mean}, root);
  }

  @Override
  protected List<SamplerTarget> targets() {
    ProposedGaussian one = energy(0, new double[][] {{1, 0}, {0.5, 2}});
    ProposedGaussian two = energy(1.5, new double[][] {{0.5, -1}, {1, 1}});
    return List.of(SamplerTarget.of(one, one.law()), SamplerTarget.of(two, two.law()));
  }

  @Test
  void transitionsTogetherAreThoseOneByOne() {
    ProposedGaussian energy = energy(0.5, new double[][] {{1, 0}, {0, 1}});
    Sampler sampler = sampler().make(TestContext.of(1));
    Batch together = Batch.allocate(5, 2);
    Batch single = Batch.allocate(5, 2);
    sampler.start(energy, together, RandomStream.of(2)).advance(3);
    MarkovChain chain = sampler.start(energy, single, RandomStream.of(2));
    for (int step = 0; step < 3; step++) {
      chain.advance(1);
    }
    assertThat(single.array()).isEqualTo(together.array());
  }
}
