package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.samplers.hamiltonian.NutsFactory;
import io.ebm.samplers.hamiltonian.PreconditionedLangevinFactory;
import io.ebm.samplers.langevin.AnnealedLangevinFactory;
import io.ebm.samplers.langevin.SgldFactory;
import io.ebm.samplers.langevin.UnderdampedLangevinFactory;
import io.ebm.samplers.minimum.DerivativeFreeFactory;
import io.ebm.samplers.minimum.GradientDescentFactory;
import io.ebm.samplers.minimum.NesterovFactory;
import io.ebm.samplers.slice.SliceFactory;
import io.ebm.samplers.tempering.ParallelTemperingFactory;
import io.ebm.samplers.tempering.SimulatedAnnealingFactory;
import io.ebm.samplers.tempering.SmcFactory;
import io.ebm.samplers.tempering.TemperedTransitionsFactory;
import io.ebm.testkit.Defaults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What samplers say of whether they leave their target invariant. */
class BiasTest {

  private static <C extends Record> Component<Sampler> of(
      SamplerFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, Defaults.create(factory.configType(), settings));
  }

  private static boolean biased(Component<Sampler> sampler) {
    return SamplerFactory.biasOf(sampler).isPresent();
  }

  @Test
  void thoseThatRefuseNothingOrLookForMinimaSaySo() {
    for (SamplerFactory<?> factory :
        List.of(
            new LangevinFactory(),
            new UnderdampedLangevinFactory(),
            new SgldFactory(),
            new AnnealedLangevinFactory(),
            new GradientDescentFactory(),
            new NesterovFactory(),
            new DerivativeFreeFactory(),
            new AmortisedFactory())) {
      assertThat(biased(of(factory, Map.of()))).as(factory.name()).isTrue();
    }
    for (SamplerFactory<?> factory :
        List.of(
            new MalaFactory(),
            new MetropolisFactory(),
            new GibbsFactory(),
            new HmcFactory(),
            new NutsFactory(),
            new SliceFactory(),
            new DiscreteLangevinFactory())) {
      assertThat(biased(of(factory, Map.of()))).as(factory.name()).isFalse();
    }
  }

  @Test
  void settingsMakeADifference() {
    assertThat(biased(of(new PreconditionedLangevinFactory(), Map.of()))).isFalse();
    assertThat(biased(of(new PreconditionedLangevinFactory(), Map.of("adjusted", false)))).isTrue();
    Schedule warm = Schedule.constant(2);
    assertThat(biased(of(new MalaFactory(), Map.of("temperature", warm)))).isTrue();
    assertThat(biased(of(new MetropolisFactory(), Map.of("temperature", warm)))).isTrue();
    assertThat(biased(of(new GibbsFactory(), Map.of("beta", warm)))).isTrue();
  }

  @Test
  void nestedOnesAreAsked() {
    Component<Sampler> langevin = of(new LangevinFactory(), Map.of());
    Component<Sampler> mala = of(new MalaFactory(), Map.of());
    for (SamplerFactory<?> factory :
        List.of(
            new ParallelTemperingFactory(), new SmcFactory(), new TemperedTransitionsFactory())) {
      assertThat(biased(of(factory, Map.of("sampler", langevin)))).as(factory.name()).isTrue();
      assertThat(biased(of(factory, Map.of("sampler", mala)))).as(factory.name()).isFalse();
    }
    assertThat(biased(of(new SimulatedAnnealingFactory(), Map.of("sampler", mala)))).isTrue();
  }
}
