package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.Noise;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.testkit.CorrectedGaussian;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResamplingConformanceTest extends SamplerConformance {

  private static final Component<Noise> UNIFORM =
      Component.of(new UniformNoiseFactory(), new UniformNoiseFactory.Config(-1, 1));

  @Override
  protected Component<Sampler> sampler() {
    return of(Defaults.component(new GaussianNoiseFactory(), Map.of("deviation", 1.4)), 6);
  }

  private static Component<Sampler> of(Component<Noise> proposal, int candidates) {
    return Component.of(
        new ResamplingFactory(), new ResamplingFactory.Config(proposal, candidates));
  }

  private static Component<Sampler> ofBase(int candidates) {
    return Component.of(new ResamplingFactory(), new ResamplingFactory.Config(null, candidates));
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
      for (int candidates : new int[] {1, 5}) {
        SamplerChecks.keepsItsTarget(of(UNIFORM, candidates), target, chains(), 5, seed());
      }
      SamplerChecks.reachesItsTarget(of(UNIFORM, 5), target, chains(), 100, seed());
    }
  }

  private static CorrectedGaussian corrected() {
    return new CorrectedGaussian(
        new double[] {0.5, -0.5},
        new double[][] {{1, 0.3}, {0.3, 0.8}},
        new double[][] {{0.6, -0.2}, {-0.2, 0.4}});
  }

  /** By the correction alone, where the base proposes. */
  @Test
  void keepsALawThatCorrectsItsBase() {
    CorrectedGaussian energy = corrected();
    SamplerTarget target = SamplerTarget.of(energy, energy.law());
    for (int candidates : new int[] {1, 8}) {
      SamplerChecks.keepsItsTarget(ofBase(candidates), target, chains(), 5, seed());
    }
    SamplerChecks.reachesItsTarget(ofBase(8), target, chains(), 60, seed());
    Component<Sampler> independence =
        Component.of(new IndependenceFactory(), new IndependenceFactory.Config(null));
    SamplerChecks.keepsItsTarget(independence, target, chains(), 5, seed());
    SamplerChecks.reachesItsTarget(independence, target, chains(), 60, seed());
  }

  @Test
  void withoutABaseAProposalIsNeeded() {
    GaussianEnergy plain = GaussianEnergy.standard(1);
    String sentence =
        "takes the base of the energy where 'proposal' names no noise, and this energy has none;"
            + " give 'proposal', as in {\"type\": \"gaussian\"}";
    assertThat(ofBase(2).misfit(FitContext.of(plain))).hasValue(sentence);
    assertThat(ofBase(2).misfit(FitContext.of(corrected()))).isEmpty();
    assertThat(sampler().misfit(FitContext.of(plain))).isEmpty();
    Sampler sampler = ofBase(2).make(TestContext.of(1));
    assertThatThrownBy(() -> sampler.start(plain, Batch.allocate(2, 1), RandomStream.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise 'base'");
  }

  /** A chain that starts where the proposal has no density would never leave. */
  @Test
  void refusesAStartThatIsNeverProposed() {
    GaussianEnergy plain = GaussianEnergy.standard(1);
    Batch states = Batch.of(new float[] {0.5f, 3}, 0, 2, 1);
    MarkovChain chain =
        of(UNIFORM, 4).make(TestContext.of(1)).start(plain, states, RandomStream.of(1));
    assertThatThrownBy(() -> chain.advance(1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("of chain 1 or of a candidate for it is Infinity");
  }
}
