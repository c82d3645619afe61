package io.ebm.samplers.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.samplers.slice.SliceFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.PValue;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rounds over blocks keep the joint law, whatever moves the blocks. */
class BlockConformanceTest {

  private static <C extends Record> Component<Sampler> sampler(
      SamplerFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }

  private static Component<Sampler> mala(double stepSize) {
    return sampler(new MalaFactory(), Map.of("stepSize", Schedule.constant(stepSize)));
  }

  private static Component<Sampler> hmc() {
    return sampler(new HmcFactory(), Map.of("stepSize", Schedule.constant(0.3), "leapfrogs", 4));
  }

  private static Block some(List<Integer> units, Component<Sampler> sampler, int steps) {
    return new Block(units, null, null, sampler, steps);
  }

  private static Block rest(Component<Sampler> sampler, int steps) {
    return new Block(null, null, null, sampler, steps);
  }

  private static Component<Sampler> block(Block... blocks) {
    return Component.of(new BlockFactory(), new BlockFactory.Config(List.of(blocks)));
  }

  /** A correlated Gaussian and another, in three dimensions. */
  private static List<SamplerTarget> gaussians() {
    return List.of(
        SamplerTarget.of(
            GaussianEnergy.ofCovariance(
                new double[] {1, 0, -1},
                new double[][] {{1, 0.5, 0.2}, {0.5, 1.5, -0.4}, {0.2, -0.4, 0.8}})),
        SamplerTarget.of(
            GaussianEnergy.ofCovariance(
                new double[] {0, 2, 0},
                new double[][] {{0.7, 0.1, 0}, {0.1, 1, 0.3}, {0, 0.3, 1.2}})));
  }

  @Nested
  class RowsTogether extends SamplerConformance {
    @Override
    protected Component<Sampler> sampler() {
      return block(some(List.of(2, 0), mala(0.3), 2), rest(mala(0.5), 1));
    }

    @Override
    protected List<SamplerTarget> targets() {
      return gaussians();
    }
  }

  /** One block by chains that must have a row for themselves, and one unit in two blocks. */
  @Nested
  class RowsAlone extends SamplerConformance {
    @Override
    protected Component<Sampler> sampler() {
      return block(
          new Block(null, 0, 2, hmc(), 1),
          some(
              List.of(1, 2),
              BlockConformanceTest.sampler(
                  new SliceFactory(), Map.of("width", Schedule.constant(2))),
              1));
    }

    @Override
    protected List<SamplerTarget> targets() {
      return gaussians();
    }

    @Override
    protected int chains() {
      return 2048;
    }
  }

  @Nested
  class OfSpins extends SamplerConformance {
    @Override
    protected Component<Sampler> sampler() {
      Component<Sampler> flips = BlockConformanceTest.sampler(new MetropolisFactory(), Map.of());
      return block(new Block(null, 1, 3, flips, 2), rest(flips, 3));
    }

    @Override
    protected List<SamplerTarget> targets() {
      return List.of(
          SamplerTarget.enumerated(
              SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(4)), 1),
          SamplerTarget.enumerated(
              SmallIsing.random(StateSpace.spin(5), 0.4, RandomStream.of(7)), 1));
    }

    @Override
    protected int chains() {
      return 2048;
    }
  }

  /**
   * Factor analysis as an energy of two observed units and a latent one, {@code x = W z + ε}: the
   * observed units, moved in turn with the latent one, come to have the law {@code N(0, W Wᵀ + Ψ)}.
   */
  @Test
  void observedUnitsHaveTheirMarginalLaw() {
    double[] w = {1, -0.7};
    double[] noise = {0.3, 0.5};
    double[][] joint = new double[3][3];
    double[][] marginal = new double[2][2];
    joint[2][2] = 1;
    for (int i = 0; i < 2; i++) {
      joint[i][2] = w[i];
      joint[2][i] = w[i];
      for (int j = 0; j < 2; j++) {
        marginal[i][j] = w[i] * w[j] + (i == j ? noise[i] : 0);
        joint[i][j] = marginal[i][j];
      }
    }
    int n = 4096;
    Batch states = Batch.allocate(n, 3);
    GaussianEnergy energy = GaussianEnergy.ofCovariance(new double[3], joint);
    block(new Block(null, 0, 2, mala(0.2), 4), some(List.of(2), mala(0.2), 4))
        .make(TestContext.of(1))
        .start(energy, states, RandomStream.of(2))
        .advance(300);
    Batch observed = Batch.allocate(n, 2);
    for (int i = 0; i < n; i++) {
      observed.set(i, 0, states.get(i, 0));
      observed.set(i, 1, states.get(i, 1));
    }
    GaussianEnergy law = GaussianEnergy.ofCovariance(new double[2], marginal);
    for (PValue p : SamplerTarget.of(law).test(observed)) {
      assertThat(p.value()).as(p.toString()).isGreaterThan(1e-3);
    }
  }
}
