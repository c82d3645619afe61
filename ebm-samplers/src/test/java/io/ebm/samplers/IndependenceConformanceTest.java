package io.ebm.samplers;

import io.ebm.api.Component;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndependenceConformanceTest extends SamplerConformance {

  private static final Component<Noise> UNIFORM =
      Component.of(new UniformNoiseFactory(), new UniformNoiseFactory.Config(-1, 1));

  @Override
  protected Component<Sampler> sampler() {
    return independence(
        Component.of(
            new GaussianNoiseFactory(),
            new GaussianNoiseFactory.Config(0.1, 1.4, GaussianNoiseFactory.Fit.NONE, 1e-4)));
  }

  private static Component<Sampler> independence(Component<Noise> proposal) {
    return Component.of(new IndependenceFactory(), new IndependenceFactory.Config(proposal));
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream()
        .filter(target -> target.energy().space() instanceof StateSpace.Real)
        .toList();
  }

  @Test
  void keepsTargetsOnOtherSpaces() {
    List<SamplerTarget> targets =
        List.of(
            SamplerTarget.of(GridEnergy.ramp(2, 1.5, -0.5f, 1f)),
            SamplerTarget.enumerated(Levels.of(3, 4), 1),
            SamplerTarget.enumerated(
                SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(3)), 1));
    for (SamplerTarget target : targets) {
      SamplerChecks.keepsItsTarget(independence(UNIFORM), target, chains(), 5, seed());
      SamplerChecks.reachesItsTarget(independence(UNIFORM), target, chains(), 200, seed());
    }
  }
}
