package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No chain of a tile stays where it is for ever, however unlike the others' its place may be: not
 * one that starts where the energy is a thousand times steeper, and not one that comes into a neck
 * that its warm-up did not see.
 */
class FrozenChainsTest {

  private static final int CHAINS = 64;
  private static final int WARM_UP = 600;
  private static final int STEPS = 600;

  /** An energy and its gradient at one state. */
  private interface Pointwise {
    double at(double[] x, double[] gradient);
  }

  private record Target(String name, int dim, double startScale, Pointwise energy)
      implements EnergyFunction, Differentiable {
    @Override
    public StateSpace space() {
      return StateSpace.real(dim);
    }

    @Override
    public void energies(Batch x, double[] out) {
      gradients(x, out, Batch.allocate(x.size(), dim));
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      double[] state = new double[dim];
      double[] gradient = new double[dim];
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < dim; j++) {
          state[j] = x.get(i, j);
        }
        energies[i] = energy.at(state, gradient);
        for (int j = 0; j < dim; j++) {
          out.set(i, j, (float) gradient[j]);
        }
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The mean and the logarithm of the deviation of a normal sample of 45 with mean 5. */
  private static final Target MEAN_AND_DEVIATION =
      new Target(
          "mean and deviation",
          2,
          1,
          (x, g) -> {
            double d = x[0] - 5;
            double q = Math.exp(-2 * x[1]);
            double s = 0.18 + d * d;
            g[0] = 46 * d * q;
            g[1] = 45 - 46 * s * q;
            return 45 * x[1] + 23 * s * q;
          });

  private static final Target FUNNEL =
      new Target(
          "funnel",
          5,
          1,
          (x, g) -> {
            double q = Math.exp(-x[0]);
            double s = 0;
            for (int j = 1; j < 5; j++) {
              s += x[j] * x[j];
              g[j] = x[j] * q;
            }
            g[0] = x[0] / 9 + 2 - 0.5 * s * q;
            return x[0] * x[0] / 18 + 2 * x[0] + 0.5 * s * q;
          });

  private static final Target BANANA =
      new Target(
          "banana",
          2,
          1,
          (x, g) -> {
            double a = x[0] - 1;
            double b = x[1] - x[0] * x[0];
            g[0] = (a - 200 * x[0] * b) / 10;
            g[1] = 10 * b;
            return (a * a + 100 * b * b) / 20;
          });

  /** Intercept, slope and log deviation of a regression, from starts far out. */
  private static Target regression() {
    Random random = new Random(5);
    double[] t = random.doubles(50, -2, 2).toArray();
    double[] y = Arrays.stream(t).map(v -> 3 + 2 * v + 0.5 * random.nextGaussian()).toArray();
    return new Target(
        "regression",
        3,
        5,
        (x, g) -> {
          double q = Math.exp(-2 * x[2]);
          double s = 0;
          Arrays.fill(g, 0);
          for (int i = 0; i < t.length; i++) {
            double e = y[i] - x[0] - x[1] * t[i];
            s += e * e;
            g[0] -= e * q;
            g[1] -= e * t[i] * q;
          }
          g[2] = t.length - s * q;
          return t.length * x[2] + 0.5 * s * q;
        });
  }

  static Stream<Arguments> pairs() {
    Schedule step = Schedule.constant(0.1);
    Component<Sampler> nuts =
        Component.of(new NutsFactory(), new NutsFactory.Config(step, 10, MassMatrix.DIAGONAL, 0.8));
    Component<Sampler> hmc =
        Component.of(
            new HmcFactory(), new HmcFactory.Config(step, 10, 0.2, MassMatrix.DIAGONAL, 0.65));
    Component<Sampler> preconditioned =
        Component.of(
            new PreconditionedLangevinFactory(),
            new PreconditionedLangevinFactory.Config(step, MassMatrix.DIAGONAL, true, 0.574));
    Component<Sampler> mala =
        Component.of(new MalaFactory(), new MalaFactory.Config(step, Schedule.constant(1), 0.574));
    Component<Sampler> metropolis =
        Component.of(
            new MetropolisFactory(),
            new MetropolisFactory.Config(step, 1, Schedule.constant(1), 0.3));
    return Stream.of(nuts, hmc, preconditioned, mala, metropolis)
        .flatMap(
            sampler ->
                Stream.of(MEAN_AND_DEVIATION, FUNNEL, BANANA, regression())
                    .map(target -> Arguments.of(sampler.type(), target, sampler)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("pairs")
  void noneIsFrozen(String name, EnergyFunction target, Component<Sampler> sampler) {
    for (long seed = 1; seed <= 3; seed++) {
      Batch states = started((Target) target, seed);
      MarkovChain chain =
          sampler.make(TestContext.of(1)).start(target, states, RandomStream.of(seed));
      ((Adaptive) chain).warmUp(WARM_UP);
      chain.advance(WARM_UP);
      float[] before = states.array().clone();
      chain.advance(STEPS);
      int dim = states.dim();
      for (int row = 0; row < CHAINS; row++) {
        assertThat(Arrays.copyOfRange(states.array(), row * dim, row * dim + dim))
            .as("chain %d of seed %d after %d transitions", row, seed, STEPS)
            .isNotEqualTo(Arrays.copyOfRange(before, row * dim, row * dim + dim));
      }
    }
  }

  private static Batch started(Target target, long seed) {
    Batch states = Batch.allocate(CHAINS, target.dim());
    target.space().randomStart(states, RandomStream.of(seed).split("start"));
    for (int i = 0; i < states.length(); i++) {
      states.array()[i] *= (float) target.startScale();
    }
    return states;
  }

  /** Where a few chains were frozen, the mean was off by 0.3; it is 5 by symmetry. */
  @org.junit.jupiter.api.Test
  void theMeanIsRightWhereChainsStartFarOut() {
    Batch states = started(MEAN_AND_DEVIATION, 1);
    MarkovChain chain =
        new NutsFactory()
            .create(
                new NutsFactory.Config(Schedule.constant(0.1), 10, MassMatrix.DIAGONAL, 0.8),
                TestContext.of(1))
            .start(MEAN_AND_DEVIATION, states, RandomStream.of(1));
    ((Adaptive) chain).warmUp(WARM_UP);
    chain.advance(WARM_UP);
    double sum = 0;
    for (int draw = 0; draw < STEPS; draw++) {
      chain.advance(1);
      for (int row = 0; row < CHAINS; row++) {
        sum += states.get(row, 0);
      }
    }
    // A deviation of 0.064 and some 30,000 draws: five standard errors.
    assertThat(sum / CHAINS / STEPS).isBetween(4.995, 5.005);
  }
}
