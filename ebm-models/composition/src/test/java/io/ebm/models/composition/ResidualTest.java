package io.ebm.models.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Model;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SettingException;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import io.ebm.samplers.DiscreteLangevinFactory;
import io.ebm.samplers.GibbsFactory;
import io.ebm.samplers.GradientGibbsFactory;
import io.ebm.samplers.IndependenceFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.samplers.ResamplingFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResidualTest {

  private static final StateSpace.Categorical ENDING = new StateSpace.Categorical(4, 3, 1);
  private static final StateSpace.Categorical ENDLESS = new StateSpace.Categorical(4, 3);

  private static NetworkEnergy network(StateSpace.Categorical space) {
    Layer layers =
        Sequence.of(
            new Embedding(0, 6),
            new Dense(6),
            new Functions.Silu(),
            new GlobalPool(Pooling.SUM),
            new Functions.Silu(),
            new Dense(1));
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(NetworkForm.shape(space)), layers, builder, "");
    NetworkForm form = NetworkForm.of(network, space, 0, NetworkForm.Constraint.NONE);
    NetworkEnergy energy = NetworkEnergy.of(form, builder.build());
    energy.initialise(RandomStream.of(4));
    RandomStream random = RandomStream.of(5);
    float[] values = energy.parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    return energy;
  }

  private static EnergyFunction texts(StateSpace.Categorical space) {
    return new Corrected(new SmallText(space), network(space));
  }

  private static EnergyFunction plane() {
    return new Corrected(
        GaussianEnergy.ofCovariance(new double[] {0.5, -1}, new double[][] {{1, 0.3}, {0.3, 2}}),
        GaussianEnergy.ofCovariance(new double[] {-1, 0}, new double[][] {{3, 0.5}, {0.5, 2}}));
  }

  @Nested
  class OfSequences extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return texts(ENDING);
    }
  }

  @Nested
  class OfSequencesWithoutEnd extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return texts(ENDLESS);
    }
  }

  @Nested
  class OfPlane extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return plane();
    }
  }

  /** The base itself is what it says. */
  @Nested
  class OfBase extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return new SmallText(ENDING);
    }
  }

  /** The network alone: sequences have finite energies, and nothing else has. */
  @Nested
  class OfCorrection extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return network(ENDING);
    }
  }

  static Stream<Component<Sampler>> samplers() {
    return Stream.of(
        Defaults.component(new ResamplingFactory(), Map.of("candidates", 4)),
        Defaults.component(new IndependenceFactory(), Map.of()),
        Defaults.component(new MetropolisFactory(), Map.of()),
        Defaults.component(new GradientGibbsFactory(), Map.of()),
        Defaults.component(
            new DiscreteLangevinFactory(), Map.of("stepSize", Schedule.constant(1.5))),
        Defaults.component(new GibbsFactory(), Map.of("blocks", List.of(List.of(0), List.of(1), List.of(2), List.of(3)))),
        Defaults.component(new GibbsFactory(), Map.of("blocks", List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)))));
  }

  /** Sequences stay sequences, and their law is that of the enumeration. */
  @ParameterizedTest
  @MethodSource("samplers")
  void chainsKeepAndReachTheLaw(Component<Sampler> sampler) {
    for (StateSpace.Categorical space : List.of(ENDING, ENDLESS)) {
      SamplerTarget target = SamplerTarget.enumerated(texts(space), 1);
      SamplerChecks.keepsItsTarget(sampler, target, 4096, 5, 1);
      SamplerChecks.reachesItsTarget(sampler, target, 2048, 300, 2);
    }
  }

  @Test
  void hasWhatBothPartsHave() {
    assertThat(texts(ENDING).as(SiteDifferences.class)).isPresent();
    assertThat(texts(ENDING).as(Differentiable.class)).isEmpty();
    assertThat(plane().as(ScoreLearnable.class)).isPresent();
    assertThat(plane().as(SiteDifferences.class)).isEmpty();
    assertThat(plane().lack(SiteDifferences.class)).hasValue("its base is not SiteDifferences");
  }

  private record None() {}

  private record Given(EnergyFunction energy) implements EnergyFactory<None> {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "An energy.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Model create(None config, ComponentContext context) {
      return energy;
    }
  }

  private static EnergyFunction make(EnergyFunction base, EnergyFunction correction) {
    return new ResidualFactory()
        .create(
            new ResidualFactory.Config(
                Component.of(new Given(base), new None()),
                Component.of(new Given(correction), new None())),
            TestContext.of(1));
  }

  @Test
  void refusesWhatIsNoBaseOrNoCorrection() {
    EnergyFunction well = GridEnergy.doubleWell(1, 1, 0);
    GaussianEnergy normal = GaussianEnergy.standard(1);
    assertThat(make(normal, normal)).isNotNull();
    assertThatThrownBy(() -> make(well, normal))
        .isInstanceOf(SettingException.class)
        .extracting("setting", "message")
        .containsExactly("base", "needs an energy that is Tractable, ExactDraws; this one is Differentiable");
    assertThatThrownBy(() -> make(normal, well))
        .isInstanceOf(SettingException.class)
        .extracting("setting", "message")
        .containsExactly("correction", "needs an energy that is Learnable; this one is Differentiable");
    assertThatThrownBy(() -> make(normal, GaussianEnergy.standard(2)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("parts share one space");
  }
}
