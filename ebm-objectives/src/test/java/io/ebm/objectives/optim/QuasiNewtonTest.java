package io.ebm.objectives.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Checkpointed;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.FullBatchOptimizer.Iteration;
import io.ebm.api.FullBatchOptimizer.Loss;
import io.ebm.api.NonFiniteException;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Parameters;
import io.ebm.api.StateMemory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestState;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuasiNewtonTest {

  private static final int SIZE = 40;

  private static <C extends Record> FullBatchOptimizer made(
      OptimizerFactory<C> factory, Map<String, ?> settings) {
    return (FullBatchOptimizer)
        factory.create(Defaults.create(factory.configType(), settings), TestContext.of(1));
  }

  private static Parameters parameters(int size) {
    return Parameters.builder().add("theta", size).build();
  }

  private static double curvature(int i) {
    return Math.pow(10, 3.0 * i / (SIZE - 1)); // condition 1000
  }

  private static double target(int i) {
    return 3 * Math.sin(i + 1.0);
  }

  /** {@code Σ c_i (θ_i - t_i)² / 2}. */
  private static Loss quadratic(Parameters parameters) {
    return gradient -> {
      double value = 0;
      for (int i = 0; i < SIZE; i++) {
        double miss = parameters.values()[i] - target(i);
        value += curvature(i) * miss * miss / 2;
        gradient.values()[i] = (float) (curvature(i) * miss);
      }
      return value;
    };
  }

  /** Rosenbrock's valley in pairs of coordinates, minimum at all ones. */
  private static Loss valley(Parameters parameters) {
    return gradient -> {
      double value = 0;
      float[] x = parameters.values();
      for (int i = 0; i < x.length; i += 2) {
        double a = 1 - x[i];
        double b = x[i + 1] - (double) x[i] * x[i];
        value += a * a + 100 * b * b;
        gradient.values()[i] = (float) (-2 * a - 400 * x[i] * b);
        gradient.values()[i + 1] = (float) (200 * b);
      }
      return value;
    };
  }

  private static Iteration run(FullBatchOptimizer optimizer, Parameters parameters, Loss loss) {
    Iteration last = new Iteration(0, 0, 0, null);
    double before = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 500 && last.stop() == null; step++) {
      last = optimizer.step(parameters, loss);
      assertThat(last.value()).isLessThanOrEqualTo(before + 1e-7 * Math.abs(before) + 1e-9);
      before = last.value();
    }
    return last;
  }

  @Test
  void lbfgsFindsTheRidgeSolution() {
    double c2 = 0.7;
    Parameters parameters = parameters(SIZE);
    Stopping exact = new Stopping(1e-6, 0, 10);
    Iteration last =
        run(
            made(new LbfgsFactory(), Map.of("c2", c2, "stop", exact)),
            parameters,
            quadratic(parameters));
    assertThat(last.stop()).isNotNull();
    double value = 0;
    for (int i = 0; i < SIZE; i++) {
      double best = curvature(i) * target(i) / (curvature(i) + 2 * c2);
      assertThat((double) parameters.values()[i]).as("%d", i).isCloseTo(best, within(2e-3));
      value += curvature(i) * Math.pow(best - target(i), 2) / 2 + c2 * best * best;
    }
    assertThat(last.value()).isCloseTo(value, within(1e-7 * value));
  }

  @Test
  void lbfgsFollowsACurvedValley() {
    Parameters parameters = parameters(10);
    for (int i = 0; i < 10; i++) {
      parameters.values()[i] = i % 2 == 0 ? -1.2f : 1f;
    }
    Iteration last =
        run(
            made(new LbfgsFactory(), Map.of("stop", new Stopping(1e-6, 0, 10))),
            parameters,
            valley(parameters));
    assertThat(last.value()).isLessThan(1e-8);
    for (float value : parameters.values()) {
      assertThat(value).isCloseTo(1f, within(1e-3f));
    }
  }

  @Test
  void owlQnFindsTheLassoAndElasticNetSolution() {
    for (double c2 : new double[] {0, 0.5}) {
      double c1 = 2.5;
      Parameters parameters = parameters(SIZE);
      run(
          made(new OwlQnFactory(), Map.of("c1", c1, "c2", c2, "stop", new Stopping(1e-6, 0, 10))),
          parameters,
          quadratic(parameters));
      int zeros = 0;
      double excess = 0;
      double least = 0;
      for (int i = 0; i < SIZE; i++) {
        double pull = curvature(i) * target(i);
        double best =
            Math.signum(pull) * Math.max(0, Math.abs(pull) - c1) / (curvature(i) + 2 * c2);
        double found = parameters.values()[i];
        least += penalised(i, best, c1, c2);
        excess += penalised(i, found, c1, c2) - penalised(i, best, c1, c2);
        assertThat(found).as("%d", i).isCloseTo(best, within(1e-3)); // flat: curvature 1
        if (best == 0) {
          assertThat(parameters.values()[i]).isZero();
          zeros++;
        }
      }
      assertThat(zeros).isPositive();
      assertThat(excess / least).as("what is left of the minimum, relatively").isLessThan(1e-8);
    }
  }

  private static double penalised(int i, double x, double c1, double c2) {
    double miss = x - target(i);
    return curvature(i) * miss * miss / 2 + c1 * Math.abs(x) + c2 * x * x;
  }

  @Test
  void owlQnStopsAtTheOptimumOfALassoWithDependentColumns() {
    double c1 = 4;
    double[][] hessian = new double[SIZE][SIZE];
    double[] pull = new double[SIZE];
    Random random = new Random(8);
    for (int row = 0; row < 60; row++) {
      double common = random.nextGaussian();
      double[] a = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        a[i] = 0.8 * common + 0.6 * random.nextGaussian();
      }
      double answer = 2 * a[0] - 3 * a[1] + a[2] + random.nextGaussian();
      for (int i = 0; i < SIZE; i++) {
        pull[i] += a[i] * answer;
        for (int j = 0; j < SIZE; j++) {
          hessian[i][j] += a[i] * a[j];
        }
      }
    }
    double[] best = new double[SIZE]; // by descent along coordinates
    for (int pass = 0; pass < 20_000; pass++) {
      for (int i = 0; i < SIZE; i++) {
        double rest = pull[i] - dot(hessian[i], best) + hessian[i][i] * best[i];
        best[i] = Math.signum(rest) * Math.max(0, Math.abs(rest) - c1) / hessian[i][i];
      }
    }
    double least = 0;
    for (int i = 0; i < SIZE; i++) {
      least += best[i] * (dot(hessian[i], best) / 2 - pull[i]) + c1 * Math.abs(best[i]);
    }

    Parameters parameters = parameters(SIZE);
    Loss loss =
        gradient -> {
          double[] x = new double[SIZE];
          Arrays.setAll(x, i -> parameters.values()[i]);
          double value = 0;
          for (int i = 0; i < SIZE; i++) {
            double product = dot(hessian[i], x);
            value += x[i] * (product / 2 - pull[i]);
            gradient.values()[i] = (float) (product - pull[i]);
          }
          return value;
        };
    Map<String, ?> settings = Map.of("c1", c1, "stop", new Stopping(1e-4, 0, 10));
    Iteration last = run(made(new OwlQnFactory(), settings), parameters, loss);

    assertThat(last.stop()).contains("gradient's norm");
    assertThat(last.value()).isCloseTo(least, within(1e-6 * Math.abs(least)));
    int zeros = 0;
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) parameters.values()[i]).as("%d", i).isCloseTo(best[i], within(1e-3));
      double slope = Math.abs(dot(hessian[i], best) - pull[i]);
      if (slope < c1 - 0.01) {
        assertThat(parameters.values()[i]).as("%d", i).isZero();
        zeros++;
      }
    }
    assertThat(zeros).isBetween(5, SIZE - 3);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void owlQnWithoutPenaltyIsPlain() {
    Parameters parameters = parameters(SIZE);
    run(
        made(new OwlQnFactory(), Map.of("c1", 0.0, "stop", new Stopping(1e-6, 0, 10))),
        parameters,
        quadratic(parameters));
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) parameters.values()[i]).isCloseTo(target(i), within(1e-4));
    }
  }

  @Test
  void resumedRunsAreTheSameBits() {
    for (OptimizerFactory<?> factory : java.util.List.of(new LbfgsFactory(), new OwlQnFactory())) {
      Parameters one = parameters(SIZE);
      FullBatchOptimizer whole = made(factory, Map.of());
      for (int k = 0; k < 9; k++) {
        whole.step(one, quadratic(one));
      }
      StateMemory state = TestState.of((Checkpointed) whole);
      Parameters two = parameters(SIZE);
      System.arraycopy(one.values(), 0, two.values(), 0, SIZE);
      FullBatchOptimizer resumed = made(factory, Map.of());
      TestState.restore((Checkpointed) resumed, state);
      for (int k = 0; k < 5; k++) {
        Iteration a = whole.step(one, quadratic(one));
        Iteration b = resumed.step(two, quadratic(two));
        assertThat(b.value()).isEqualTo(a.value());
        assertThat(two.values()).isEqualTo(one.values());
      }
    }
  }

  @Test
  void aSearchThatLeavesTheDomainComesBack() {
    Parameters parameters = parameters(1);
    parameters.values()[0] = 0.01f;
    Loss logarithm = // x - log x, infinite for x <= 0, minimum at 1
        gradient -> {
          double x = parameters.values()[0];
          gradient.values()[0] = (float) (1 - 1 / x);
          return x > 0 ? x - Math.log(x) : Double.NaN;
        };
    run(made(new LbfgsFactory(), Map.of()), parameters, logarithm);
    assertThat(parameters.values()[0]).isCloseTo(1f, within(1e-2f));
  }

  @Test
  void aStartThatIsNotFiniteIsRefused() {
    Parameters parameters = parameters(2);
    assertThatThrownBy(
            () -> made(new LbfgsFactory(), Map.of()).step(parameters, gradient -> Double.NaN))
        .isInstanceOf(NonFiniteException.class);
  }

  @Test
  void aFlatStartStops() {
    Parameters parameters = parameters(2);
    Iteration first =
        made(new LbfgsFactory(), Map.of())
            .step(
                parameters,
                gradient -> {
                  gradient.clear();
                  return 5;
                });
    assertThat(first.stop()).isNotNull();
    assertThat(first.value()).isEqualTo(5);
  }
}
