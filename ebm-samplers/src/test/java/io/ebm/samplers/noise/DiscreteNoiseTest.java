package io.ebm.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscreteNoiseTest {

  private static final StateSpace LABELS = new StateSpace.Categorical(2, 3);

  record None() {}

  record Given(Model model) implements EnergyFactory<None> {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "A model.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Model create(None config, ComponentContext context) {
      return model;
    }
  }

  private static Dataset data() {
    Batch rows = Batch.of(new float[] {0, 2, 0, 1, 1, 2, 0, 2}, 2);
    return Dataset.of(LABELS, rows);
  }

  private static Noise baseRates() {
    return new BaseRatesNoiseFactory()
        .create(new BaseRatesNoiseFactory.Config(0.5), TestContext.builder().data(data()).build());
  }

  /** Draws are as frequent as the log-probabilities say, which are those of the counts. */
  @Test
  void baseRatesAreThoseOfTheData() {
    Noise.Density density = baseRates().on(LABELS);
    double[] expected = {3.5 / 5.5 * 0.5 / 5.5, 3.5 / 5.5 * 1.5 / 5.5, 3.5 / 5.5 * 3.5 / 5.5};
    Batch states = Batch.of(new float[] {0, 0, 0, 1, 0, 2}, 2);
    double[] logs = new double[3];
    density.logDensities(states, logs);
    int draws = 40_000;
    Batch drawn = Batch.allocate(draws, 2);
    density.sample(drawn, RandomStream.of(3));
    for (int k = 0; k < 3; k++) {
      assertThat(Math.exp(logs[k])).isCloseTo(expected[k], within(1e-12));
      int count = 0;
      for (int i = 0; i < draws; i++) {
        count += drawn.get(i, 0) == 0 && drawn.get(i, 1) == k ? 1 : 0;
      }
      double error = Math.sqrt(expected[k] / draws);
      assertThat((double) count / draws).isCloseTo(expected[k], within(4.5 * error));
    }
  }

  @Test
  void baseRatesMakeNoSequences() {
    StateSpace space = new StateSpace.Categorical(2, 3, 0);
    TestContext context =
        TestContext.builder().data(Dataset.of(space, Batch.allocate(2, 2))).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BaseRatesNoiseFactory()
                    .create(new BaseRatesNoiseFactory.Config(1), context))
        .withMessage(
            "noise 'base-rates' draws units alone, which gives no sequences that an end ends;"
                + " 'energy' with an n-gram does, and 'uniform'");
  }

  /** There are 1 + 2 + 4 sequences. */
  @Test
  void uniformIsOverSequences() {
    StateSpace space = new StateSpace.Categorical(2, 3, 1);
    Noise.Density density =
        new UniformNoiseFactory()
            .create(new UniformNoiseFactory.Config(-1, 1), TestContext.of(1))
            .on(space);
    Batch states = Batch.of(new float[] {1, 1, 0, 1, 2, 2, 1, 0}, 2);
    double[] logs = new double[4];
    density.logDensities(states, logs);
    double each = -Math.log(7);
    assertThat(logs).containsExactly(new double[] {each, each, each, -1 / 0.0}, within(1e-12));
    int draws = 14_000;
    Batch drawn = Batch.allocate(draws, 2);
    density.sample(drawn, RandomStream.of(3));
    double[] counts = new double[9];
    for (int i = 0; i < draws; i++) {
      counts[(int) (3 * drawn.get(i, 0) + drawn.get(i, 1))]++;
    }
    for (int s = 0; s < 9; s++) {
      boolean sequence = s != 3 && s != 5;
      assertThat(counts[s]).isCloseTo(sequence ? 2000 : 0, within(sequence ? 200.0 : 0));
    }
  }

  @Test
  void mixtureWeighsItsParts() {
    Component<Noise> narrow =
        Component.of(
            new GaussianNoiseFactory(),
            new GaussianNoiseFactory.Config(2, 0.5, GaussianNoiseFactory.Fit.NONE, 1e-4));
    Component<Noise> wide =
        Component.of(
            new GaussianNoiseFactory(),
            new GaussianNoiseFactory.Config(-1, 1, GaussianNoiseFactory.Fit.NONE, 1e-4));
    Noise.Density density =
        new MixtureNoiseFactory()
            .create(
                new MixtureNoiseFactory.Config(List.of(narrow, wide), List.of(3.0, 1.0)),
                TestContext.of(1))
            .on(StateSpace.real(1));
    double[] out = new double[1];
    density.logDensities(Batch.of(new float[] {1}, 1), out);
    double expected = (0.75 * Math.exp(-2) / 0.5 + 0.25 * Math.exp(-2)) / Math.sqrt(2 * Math.PI);
    assertThat(Math.exp(out[0])).isCloseTo(expected, within(1e-9));
    int draws = 20_000;
    Batch drawn = Batch.allocate(draws, 1);
    density.sample(drawn, RandomStream.of(3));
    double mean = 0;
    for (int i = 0; i < draws; i++) {
      mean += drawn.get(i, 0) / draws;
    }
    assertThat(mean).isCloseTo(0.75 * 2 - 0.25, within(0.06));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MixtureNoiseFactory.Config(List.of(narrow), List.of(1.0, 2.0)))
        .withMessageContaining("must be as many as parts: 1, but are 2");
  }

  /** A model as noise has the probabilities of the model, which sum to one. */
  @Test
  void energyIsNoiseOfKnownProbabilities() {
    SmallIsing model = SmallIsing.random(StateSpace.spin(3), 0.7, RandomStream.of(5));
    Noise.Density density = noise(model).on(model.space());
    Batch states = model.enumerate().states();
    double[] logs = new double[states.size()];
    density.logDensities(states, logs);
    double total = 0;
    for (double log : logs) {
      total += Math.exp(log);
    }
    assertThat(total).isCloseTo(1, within(1e-6));
  }

  private static Noise noise(Model model) {
    return new EnergyNoiseFactory()
        .create(
            new EnergyNoiseFactory.Config(Component.of(new Given(model), new None())),
            TestContext.of(1));
  }

  @Test
  void spacesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseRates().on(StateSpace.binary(2)))
        .withMessageContaining("was counted on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noise(GaussianEnergy.standard(2)).on(StateSpace.real(3)))
        .withMessageContaining("noise 'energy' is on");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BaseRatesNoiseFactory()
                    .create(
                        new BaseRatesNoiseFactory.Config(1),
                        TestContext.builder()
                            .data(Dataset.of(StateSpace.real(1), Batch.allocate(2, 1)))
                            .build()))
        .withMessageContaining("'gaussian' with 'fit' is for real ones");
  }
}
