package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.Diverging;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.samplers.slice.EllipticalSliceFactory;
import io.ebm.samplers.slice.SliceFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.Scales;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens where energies are infinite or no numbers, and what a warm-up finds. */
class HamiltonianErrorsTest {

  /** {@code |x|² / 2} where {@code x_0 < wall}, and there {@code beyond}. */
  private record Walled(StateSpace space, double wall, double beyond)
      implements EnergyFunction, Differentiable {
    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
        for (int j = 0; j < x.dim(); j++) {
          out[i] += 0.5 * x.get(i, j) * x.get(i, j);
        }
        if (x.get(i, 0) >= wall) {
          out[i] = beyond;
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      out.copyFrom(x);
      for (int i = 0; i < x.size(); i++) {
        if (x.get(i, 0) >= wall) {
          out.set(i, 0, Float.NaN);
        }
      }
    }
  }

  private static final List<SamplerFactory<?>> ALL =
      List.of(
          new MetropolisFactory(),
          new MalaFactory(),
          new HmcFactory(),
          new NutsFactory(),
          new PreconditionedLangevinFactory(),
          new SliceFactory(),
          new EllipticalSliceFactory());

  private static <C extends Record> Sampler sampler(SamplerFactory<C> factory, Map<String, ?> set) {
    return factory.create(Defaults.create(factory.configType(), set), TestContext.of(1));
  }

  private static Sampler wide(SamplerFactory<?> factory) {
    boolean steps =
        !(factory instanceof SliceFactory) && !(factory instanceof EllipticalSliceFactory);
    return sampler(factory, steps ? Map.of("stepSize", Schedule.constant(0.8)) : Map.of());
  }

  @Test
  void infiniteEnergiesAreRefused() {
    for (SamplerFactory<?> factory : ALL) {
      Walled energy = new Walled(StateSpace.real(2), 0.5, Double.POSITIVE_INFINITY);
      Batch x = Batch.allocate(200, 2);
      MarkovChain chain = wide(factory).start(energy, x, RandomStream.of(3));
      chain.advance(40);
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < 200; i++) {
        greatest = Math.max(greatest, x.get(i, 0));
      }
      assertThat(greatest).as(factory.name()).isBetween(0.2, 0.5);
    }
  }

  @Test
  void energiesThatAreNoNumbersAreErrors() {
    for (SamplerFactory<?> factory : ALL) {
      for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
        Walled energy = new Walled(StateSpace.real(1), 1, bad);
        MarkovChain chain = wide(factory).start(energy, Batch.allocate(50, 1), RandomStream.of(3));
        assertThatThrownBy(() -> chain.advance(200))
            .as(factory.name())
            .isInstanceOf(NonFiniteException.class)
            .hasMessageMatching(
                "the energy proposed to chain \\d+ is (NaN|-Infinity) after step \\d+;"
                    + " its last finite energy was .*");
      }
    }
  }

  @Test
  void startsOutsideTheSupportAreErrors() {
    for (SamplerFactory<?> factory : ALL) {
      Walled energy = new Walled(StateSpace.real(1), 1, Double.POSITIVE_INFINITY);
      MarkovChain outside =
          wide(factory).start(energy, Batch.of(new float[] {0, 2}, 1), RandomStream.of(3));
      assertThatThrownBy(() -> outside.advance(1))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageStartingWith(
              "chain 1 stands outside the support of the energy after step 0: its energy is"
                  + " Infinity");
      Walled box = new Walled(new StateSpace.Box(List.of(1), -1, 1), 9, 0);
      MarkovChain beyond =
          wide(factory).start(box, Batch.of(new float[] {0, 2}, 1), RandomStream.of(3));
      assertThatThrownBy(() -> beyond.advance(1))
          .isInstanceOf(NonFiniteException.class)
          .hasMessage(
              "chain 1 stands outside the space after step 0: column 0 is 2.0, and the space is "
                  + box.space());
    }
  }

  @Test
  void discreteStatesAndDenseMassInABoxAreRefused() {
    Walled spins = new Walled(StateSpace.spin(2), 9, 0);
    for (SamplerFactory<?> factory : ALL) {
      if (!(factory instanceof MetropolisFactory || factory instanceof SliceFactory)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> wide(factory).start(spins, Batch.allocate(1, 2), RandomStream.of(1)))
            .withMessage(
                "sampler '%s' needs real states, but the energy is on %s",
                factory.name(), spins.space());
      }
    }
    Sampler dense = sampler(new NutsFactory(), Map.of("massMatrix", MassMatrix.DENSE));
    Walled box = new Walled(new StateSpace.Box(List.of(1), -1, 1), 9, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dense.start(box, Batch.allocate(1, 1), RandomStream.of(1)))
        .withMessageStartingWith(
            "sampler 'nuts' cannot reflect at the bounds of a box with a dense");
  }

  @Test
  void divergencesAreCountedAndPlaced() {
    for (SamplerFactory<?> factory :
        List.<SamplerFactory<?>>of(new HmcFactory(), new NutsFactory())) {
      Walled energy = new Walled(StateSpace.real(2), 0.5, Double.POSITIVE_INFINITY);
      Batch x = Batch.allocate(50, 2);
      MarkovChain chain = wide(factory).start(energy, x, RandomStream.of(3));
      Diverging diverging = (Diverging) chain;
      assertThat(diverging.divergences()).isZero();
      assertThat(diverging.firstDivergences().size()).isZero();
      chain.advance(10);
      assertThat(diverging.divergences()).as(factory.name()).isGreaterThan(50);
      assertThat(diverging.firstDivergences().size()).isEqualTo(16);
      assertThat(energy.space().firstOutside(diverging.firstDivergences())).isEqualTo(-1);
    }
  }

  /**
   * The acceptance after a warm-up is what was asked for or somewhat above (what is kept is an
   * average of steps, the first of which are small), and the mass matrix is that of the target.
   */
  @Test
  void warmUpsMeetTheirTargets() {
    Scales energy = Scales.between(20, 0.1, 4);
    Map<SamplerFactory<?>, Map<String, Object>> samplers =
        Map.of(
            new MetropolisFactory(), Map.of("targetAcceptance", 0.234),
            new MalaFactory(), Map.of("targetAcceptance", 0.574),
            new HmcFactory(), Map.of("leapfrogs", 5, "targetAcceptance", 0.7),
            new PreconditionedLangevinFactory(), Map.of("targetAcceptance", 0.6),
            new NutsFactory(), Map.of("targetAcceptance", 0.9));
    samplers.forEach(
        (factory, settings) -> {
          Batch x = Batch.allocate(64, 20);
          energy.sample(x, RandomStream.of(2));
          MarkovChain chain = sampler(factory, settings).start(energy, x, RandomStream.of(3));
          ((Adaptive) chain).warmUp(300);
          chain.advance(300);
          long before = chain.statistics().accepted();
          chain.advance(100);
          double acceptance = (chain.statistics().accepted() - before) / 6400.0;
          if (!(factory instanceof NutsFactory)) { // whose target is another statistic
            double target = (double) settings.getOrDefault("targetAcceptance", 0.0);
            assertThat(acceptance).as(factory.name()).isBetween(target - 0.06, target + 0.16);
          }
          RecordingMetrics metrics = new RecordingMetrics();
          ((Reporting) chain).report(metrics);
          assertThat(metrics.last("step-size")).isPositive();
          if (metrics.names().contains("mass-least-deviation")) {
            assertThat(metrics.last("mass-least-deviation")).isCloseTo(0.1, within(0.02));
            assertThat(metrics.last("mass-greatest-deviation")).isCloseTo(4, within(0.5));
          }
        });
  }
}
