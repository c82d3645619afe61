package io.ebm.objectives.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.NoisyGaussian;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery on a ladder: a Gaussian blurred is Gaussian, and so is every conditional of it. */
class LadderRecoveryTest {

  private static final NoiseSchedule SCHEDULE = new VarianceExploding(0.2, 3);
  private static final int NODES = 4;
  private static final double MEAN = 0.5;
  private static final double VARIANCE = 1.5;

  private static Component<Objective> ladder(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("sampler", Objectives.mala(0.3));
    all.putIfAbsent("schedule", SCHEDULE);
    all.putIfAbsent("nodes", NODES);
    return Objectives.component(new DiffusionRecoveryFactory(), all);
  }

  @Nested
  class OfGaussian extends Trial {
    OfGaussian() {
      super(
          ladder(Map.of()),
          () -> new NoisyGaussian(new double[] {0.5, -0.5}, new double[] {1.5, 0.7}));
    }
  }

  /**
   * The mean gradient per row, of data with another mean and variance than the model's, is the mean
   * over levels of {@code E[∇E_t(x_t)] - E[∇E_t(x⁻)]}. With {@code p = 1/(v + σ²)} the model
   * recovers a state from {@code x̃} by a normal law of precision {@code p + 1/δ²}.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6})
  void gradientIsExact(double off) {
    NoisyGaussian model = new NoisyGaussian(new double[] {MEAN}, new double[] {VARIANCE});
    int n = 60_000;
    Batch data = Batch.allocate(n, 1);
    RandomStream random = RandomStream.of(3);
    for (int i = 0; i < n; i++) {
      data.set(i, 0, (float) (MEAN + off + Math.sqrt(VARIANCE + off) * random.nextGaussian()));
    }
    Gradient found = model.parameters().newGradient();
    ObjectiveContext context = TestObjectiveContext.of(5, 0, n);
    ladder(Map.of("steps", 60)).make(TestContext.of(1)).evaluate(model, data, found, context);
    double[] expected = expected(off);
    assertThat(found.values()[0] / (double) n).isCloseTo(expected[0], within(0.015));
    assertThat(found.values()[1] / (double) n).isCloseTo(expected[1], within(0.015));
    if (off > 0) {
      assertThat(Math.abs(expected[0])).isGreaterThan(0.05);
      assertThat(Math.abs(expected[1])).isGreaterThan(0.05);
    }
  }

  /** By mean and variance, for data whose mean and variance are off by that much. */
  private static double[] expected(double off) {
    double[] times = SCHEDULE.times(NODES);
    double[] sum = new double[2];
    for (int k = 1; k < NODES; k++) {
      double lower = Math.pow(SCHEDULE.sigma(times[k]), 2);
      double gap = Math.pow(SCHEDULE.sigma(times[k - 1]), 2) - lower;
      double p = 1 / (VARIANCE + lower);
      double spread = VARIANCE + off + lower; // of x_t, around the mean + off
      double kept = 1 / gap / (p + 1 / gap); // of x̃'s distance from the mean
      double recovered = kept * kept * (spread + gap) + 1 / (p + 1 / gap);
      sum[0] += -p * (off - kept * off);
      sum[1] += -p * p / 2 * (spread + off * off - recovered - kept * kept * off * off);
    }
    return new double[] {sum[0] / (NODES - 1), sum[1] / (NODES - 1)};
  }

  @Test
  void sigmaAndScheduleExcludeEachOther() {
    assertThatThrownBy(() -> ladder(Map.of("sigma", 0.5)))
        .hasMessageContaining("give it or a schedule");
  }

  @Test
  void nodesBelongToASchedule() {
    Map<String, Object> settings = Map.of("sampler", Objectives.mala(0.3), "nodes", 3);
    DiffusionRecoveryFactory factory = new DiffusionRecoveryFactory();
    assertThatThrownBy(() -> Objectives.component(factory, settings))
        .hasMessageContaining("give both or none");
  }

  @Test
  void samplersMustKeepRowsApart() {
    HmcFactory hmc = new HmcFactory();
    Component<Sampler> sampler = Component.of(hmc, Defaults.create(hmc.configType(), Map.of()));
    assertThatThrownBy(() -> ladder(Map.of("sampler", sampler)))
        .hasMessageContaining("langevin, underdamped-langevin and mala")
        .hasMessageContaining("hmc does not");
  }

  @Test
  void otherEnergiesTakeOneLevel() {
    assertThat(LadderRecovery.misfit(FitContext.of(TestModels.gaussian())))
        .hasValueSatisfying(
            why -> assertThat(why).contains("NoiseConditioned").contains("give sigma instead"));
    assertThat(LadderRecovery.misfit(FitContext.of(TestModels.spins())))
        .hasValueSatisfying(why -> assertThat(why).contains("unbounded real states"));
  }
}
