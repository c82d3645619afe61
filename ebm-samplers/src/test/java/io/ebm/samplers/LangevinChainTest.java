package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.PValue;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LangevinChainTest {

  private static final TestContext CONTEXT = TestContext.of(1);

  private static <C extends Record> Sampler sampler(
      SamplerFactory<C> factory, ComponentContext context, Map<String, ?> settings) {
    return factory.create(io.ebm.testkit.Defaults.create(factory.configType(), settings), context);
  }

  /** {@code E(x) = slope · Σ x}, on any space. */
  private record Ramp(StateSpace space, double slope) implements EnergyFunction, Differentiable {
    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
        for (int j = 0; j < x.dim(); j++) {
          out[i] += slope * x.get(i, j);
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      out.fill((float) slope);
    }
  }

  @Test
  void noiseStandsForATemperature() {
    Batch[] ends = new Batch[2];
    List<Map<String, ?>> settings =
        List.of(
            Map.of("stepSize", Schedule.constant(0.02), "noise", Schedule.constant(0.1)),
            Map.of("stepSize", Schedule.constant(0.02), "temperature", Schedule.constant(0.25)));
    for (int i = 0; i < 2; i++) {
      Batch states = Batch.of(new float[] {1, -1, 2, 0.5f}, 2);
      sampler(new LangevinFactory(), CONTEXT, settings.get(i))
          .start(new Ramp(StateSpace.real(2), 1), states, RandomStream.of(3))
          .advance(20);
      ends[i] = states;
    }
    for (int i = 0; i < 4; i++) {
      assertThat(ends[0].array()[i]).isCloseTo(ends[1].array()[i], within(1e-5f));
    }
  }

  @Test
  void tellsTheTemperatureThatNoiseImplies() {
    LangevinFactory.Config config =
        new LangevinFactory.Config(Schedule.constant(10), null, Schedule.constant(0.005), 0.03);
    assertThat(new LangevinFactory().notes(config))
        .satisfiesExactly(
            note -> assertThat(note).contains("temperature of 1.25e-06"),
            note -> assertThat(note).startsWith("bounds each component of the gradient by 0.03"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LangevinFactory.Config(
                    Schedule.constant(10), Schedule.constant(1), Schedule.constant(0.1), null))
        .withMessageContaining("cannot stand beside one");
  }

  @Test
  void withoutTemperatureItDescends() {
    Sampler descent =
        sampler(
            new LangevinFactory(),
            CONTEXT,
            Map.of("stepSize", Schedule.constant(0.25), "temperature", Schedule.constant(0)));
    Batch x = Batch.of(new float[] {8, -4}, 2);
    descent.start(GaussianEnergy.standard(2), x, RandomStream.of(1)).advance(2);
    assertThat(x.array()).containsExactly(4.5f, -2.25f);
  }

  @Test
  void gradientsAreClipped() {
    Sampler descent =
        sampler(
            new LangevinFactory(),
            CONTEXT,
            Map.of(
                "stepSize", Schedule.constant(0.5),
                "temperature", Schedule.constant(0),
                "clip", 2.0));
    Batch x = Batch.of(new float[] {8, 1}, 2);
    descent.start(GaussianEnergy.standard(2), x, RandomStream.of(1)).advance(1);
    assertThat(x.array()).containsExactly(7, 0.5f);
  }

  @Test
  void schedulesFollowTheProgress() {
    double[] progress = new double[1];
    Schedule rising =
        new Schedule() {
          @Override
          public double at(double fraction) {
            return 0.1 + fraction;
          }

          @Override
          public double lowest() {
            return 0.1;
          }

          @Override
          public double highest() {
            return 1.1;
          }
        };
    Sampler descent =
        sampler(
            new LangevinFactory(),
            TestContext.builder().progress(() -> progress[0]).build(),
            Map.of("stepSize", rising, "temperature", Schedule.constant(0)));
    Batch x = Batch.of(new float[] {0}, 1);
    MarkovChain chain = descent.start(new Ramp(StateSpace.real(1), 1), x, RandomStream.of(1));
    chain.advance(1);
    assertThat(x.get(0, 0)).isCloseTo(-0.1f, within(1e-6f));
    progress[0] = 0.5;
    chain.advance(1);
    assertThat(x.get(0, 0)).isCloseTo(-0.7f, within(1e-6f));
  }

  /** However far a step leads, it ends inside, at the place that mirrors give. */
  @Test
  void stepsAreReflectedAtTheEndsOfABox() {
    StateSpace box = new StateSpace.Box(List.of(1), -1, 2);
    Sampler descent =
        sampler(
            new LangevinFactory(),
            CONTEXT,
            Map.of("stepSize", Schedule.constant(1), "temperature", Schedule.constant(0)));
    double[][] slopeAndPlace = {{-1, 1}, {-2.5, 1.5}, {2, 0}, {-7, 1}, {7, -1}, {-601, 1}};
    for (double[] expected : slopeAndPlace) {
      Batch x = Batch.of(new float[] {0}, 1);
      descent.start(new Ramp(box, expected[0]), x, RandomStream.of(1)).advance(1);
      assertThat(x.get(0, 0))
          .as("after a step of %s", -expected[0])
          .isCloseTo((float) expected[1], within(1e-4f));
    }
  }

  /** For small steps the reflected chain keeps the density of a box. */
  @Test
  void smallStepsKeepTheDensityOfABox() {
    GridEnergy energy = GridEnergy.ramp(2, 1.5, -0.5f, 1f);
    SamplerTarget target = SamplerTarget.of(energy);
    Sampler langevin =
        sampler(new LangevinFactory(), CONTEXT, Map.of("stepSize", Schedule.constant(1e-4)));
    PValue.confirm(
        "reflected chains keep the density",
        4,
        seed -> {
          Batch x = Batch.allocate(4000, 2);
          target.sample(x, RandomStream.of(seed).split("start"));
          langevin.start(energy, x, RandomStream.of(seed)).advance(300);
          return target.test(x);
        });
  }

  @Test
  void discreteStatesAreRefused() {
    Ramp spins = new Ramp(StateSpace.spin(2), 1);
    for (SamplerFactory<?> factory :
        List.<SamplerFactory<?>>of(new LangevinFactory(), new MalaFactory())) {
      Sampler sampler = sampler(factory, CONTEXT, Map.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sampler.start(spins, Batch.allocate(1, 2), RandomStream.of(1)))
          .withMessage(
              "sampler '%s' needs real states, but the energy is on %s",
              factory.name(), spins.space());
    }
  }

  @Test
  void aDivergingChainIsNamedWithItsStepAndLastEnergy() {
    Sampler langevin =
        sampler(new LangevinFactory(), CONTEXT, Map.of("temperature", Schedule.constant(0)));
    GaussianEnergy energy = GaussianEnergy.standard(1);
    Batch x = Batch.of(new float[] {0, 2, 0}, 1);
    MarkovChain chain = langevin.start(energy, x, RandomStream.of(1));
    chain.advance(1);
    x.set(1, 0, Float.NaN);
    chain.refresh();
    assertThatThrownBy(() -> chain.advance(3))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("the energy of chain 1 is NaN after step 1; its last finite energy was 2.0");
  }

  @Test
  void aStateThatOverflowsIsReported() {
    Sampler langevin =
        sampler(new LangevinFactory(), CONTEXT, Map.of("stepSize", Schedule.constant(1e30)));
    Ramp steep = new Ramp(StateSpace.real(1), 1e30);
    MarkovChain chain = langevin.start(steep, Batch.allocate(2, 1), RandomStream.of(1));
    assertThatThrownBy(() -> chain.advance(1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage(
            "the state of chain 0 is -Infinity after step 1; its last finite energy was 0.0");
  }

  /** The acceptance of MALA falls with its step, and is counted. */
  @Test
  void malaCountsWhatItAccepts() {
    double[] acceptances = new double[2];
    for (int i = 0; i < 2; i++) {
      double stepSize = i == 0 ? 0.01 : 1.2;
      Sampler mala =
          sampler(new MalaFactory(), CONTEXT, Map.of("stepSize", Schedule.constant(stepSize)));
      Batch x = Batch.allocate(100, 4);
      GaussianEnergy energy = GaussianEnergy.standard(4);
      energy.sample(x, RandomStream.of(2));
      MarkovChain chain = mala.start(energy, x, RandomStream.of(3));
      chain.advance(50);
      acceptances[i] = chain.statistics().acceptance();
    }
    assertThat(acceptances[0]).isGreaterThan(0.99);
    assertThat(acceptances[1]).isBetween(0.2, 0.7);
  }
}
