package io.ebm.samplers.reverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.samplers.LangevinFactory;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryFactoryTest {

  private static final NoiseSchedule LEVELS = new VarianceExploding(0.01, 5);

  private static <C extends Record> Component<Sampler> usual(SamplerFactory<C> factory) {
    return Component.of(factory, Defaults.create(factory.configType(), Map.of()));
  }

  private static RecoveryFactory.Config corrected(
      Component<Sampler> by, @Nullable Double stepSize, double guidance) {
    return new RecoveryFactory.Config(LEVELS, 5, 4, stepSize, by, guidance, true);
  }

  @Test
  void refusesBadSettings() {
    assertThatThrownBy(() -> new RecoveryFactory.Config(LEVELS, 1, 4, null, null, 1, true))
        .hasMessageContaining("2");
    assertThatThrownBy(() -> new RecoveryFactory.Config(LEVELS, 5, 0, null, null, 1, true))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new RecoveryFactory.Config(LEVELS, 5, 4, 0.0, null, 1, true))
        .hasMessageContaining("positive");
  }

  @Test
  void correctorStandsForLangevinSteps() {
    Component<Sampler> langevin = usual(new LangevinFactory());
    assertThatThrownBy(() -> corrected(langevin, 0.1, 1))
        .hasMessageContaining("give one of the two");
    assertThat(corrected(langevin, null, 2).guidance()).isEqualTo(2);
  }

  @Test
  void correctorKeepsRowsApart() {
    assertThatThrownBy(() -> corrected(usual(new HmcFactory()), null, 1))
        .hasMessageContaining("langevin, underdamped-langevin and mala")
        .hasMessageContaining("hmc does not");
  }

  @Test
  void needsAnEnergyThatKnowsNoise() {
    RecoveryFactory.Config config = corrected(usual(new LangevinFactory()), null, 1);
    assertThat(new RecoveryFactory().misfit(config, FitContext.of(GaussianEnergy.standard(2))))
        .hasValueSatisfying(why -> assertThat(why).contains("Denoiser"));
  }

  /** Predictions with a corrector keep rows as far as it does. */
  @Test
  void otherSamplersHandOnWhetherRowsAreKept() {
    PredictorCorrectorFactory factory = new PredictorCorrectorFactory();
    for (Component<Sampler> by : List.of(usual(new LangevinFactory()), usual(new HmcFactory()))) {
      PredictorCorrectorFactory.Config config =
          new PredictorCorrectorFactory.Config(LEVELS, 5, 1, 0.16, by, 1, true);
      assertThat(factory.keepsRows(config)).isEqualTo(SamplerFactory.keepsRows(by));
    }
  }
}
