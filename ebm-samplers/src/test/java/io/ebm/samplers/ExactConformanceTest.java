package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Component;
import io.ebm.api.ExactDraws;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactConformanceTest extends SamplerConformance {

  @Override
  protected Component<Sampler> sampler() {
    return Component.of(new ExactFactory(), new ExactFactory.Config());
  }

  @Override
  protected List<SamplerTarget> targets() {
    return standardTargets().stream()
        .filter(target -> target.energy().as(ExactDraws.class).isPresent())
        .toList();
  }

  /** Wherever a chain starts, one transition is enough. */
  @Test
  void oneTransitionReachesTheLaw() {
    assertThat(targets()).isNotEmpty();
    for (SamplerTarget target : targets()) {
      SamplerChecks.reachesItsTarget(sampler(), target, chains(), 1, seed());
    }
  }

  @Test
  void needsExactDraws() {
    assertThat(sampler().misfit(FitContext.of(GridEnergy.doubleWell(1, 1, 0))))
        .hasValueSatisfying(why -> assertThat(why).startsWith("needs an energy that is ExactDraws"));
  }
}
