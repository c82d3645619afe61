package io.ebm.samplers.langevin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.samplers.LangevinFactory;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnealedLangevinTest {

  /** {@code 0.2 N((-5, -5), v I) + 0.8 N((5, 5), v I)}. */
  private record TwoHills(double variance)
      implements EnergyFunction, Differentiable, NoiseConditioned {

    @Override
    public StateSpace space() {
      return StateSpace.real(2);
    }

    @Override
    public EnergyFunction atNoise(double sigma) {
      return new TwoHills(variance + sigma * sigma);
    }

    @Override
    public EnergyFunction atNoise(double[] sigmas) {
      throw new UnsupportedOperationException("the levels of a chain are those of all its rows");
    }

    private double logTerm(Batch x, int row, double weight, double place) {
      double a = x.get(row, 0) - place;
      double b = x.get(row, 1) - place;
      return Math.log(weight) - (a * a + b * b) / (2 * variance);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double light = logTerm(x, i, 0.2, -5);
        double heavy = logTerm(x, i, 0.8, 5);
        double most = Math.max(light, heavy);
        out[i] = -most - Math.log(Math.exp(light - most) + Math.exp(heavy - most));
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        double heavy = Math.exp(logTerm(x, i, 0.8, 5) + energies[i]);
        double centre = 10 * heavy - 5;
        for (int j = 0; j < 2; j++) {
          out.set(i, j, (float) ((x.get(i, j) - centre) / variance));
        }
      }
    }
  }

  private static Component<Sampler> annealed() {
    List<Double> levels = List.of(10.0, 6.0, 3.6, 2.15, 1.3, 0.77, 0.46, 0.28, 0.17, 0.1);
    return Component.of(
        new AnnealedLangevinFactory(), new AnnealedLangevinFactory.Config(levels, 100, 0.002));
  }

  private static double heavyMass(Component<Sampler> sampler, int steps) {
    RandomStream random = RandomStream.of(5);
    int heavy = 0;
    for (int tile = 0; tile < 100; tile++) {
      Batch x = Batch.allocate(64, 2);
      RandomStream own = random.split(tile);
      own.fillUniform(x.array(), 0, x.length());
      for (int i = 0; i < x.length(); i++) {
        x.array()[i] = 16 * x.array()[i] - 8;
      }
      sampler
          .make(TestContext.of(tile))
          .start(new TwoHills(1), x, own.split("chain"))
          .advance(steps);
      for (int i = 0; i < 64; i++) {
        heavy += x.get(i, 0) + x.get(i, 1) > 0 ? 1 : 0;
      }
    }
    return heavy / 6400.0;
  }

  /** The masses of two hills, from a start that is uniform over both. */
  @Test
  void annealedChainsFindTheMassesOfTwoHillsAndPlainOnesDoNot() {
    assertThat(heavyMass(annealed(), 1000)).isCloseTo(0.78, within(0.02));
    Component<Sampler> plain =
        Component.of(
            new LangevinFactory(),
            new LangevinFactory.Config(Schedule.constant(0.05), Schedule.constant(1), null, null));
    assertThat(heavyMass(plain, 1000)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void keepsTheContractOfChains() {
    EnergyFunction energy = new TwoHills(1);
    SamplerChecks.advancesInPlace(annealed(), energy, 3);
    SamplerChecks.isDeterministic(annealed(), energy, 3);
    SamplerChecks.resumes(annealed(), energy, 3);
    SamplerChecks.countsTransitions(annealed(), energy, 3);
    SamplerChecks.refusesWhatItCannotUse(annealed(), energy.space());
  }
}
