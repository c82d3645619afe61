package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.math.Vectors;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Perceptron;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.GradientChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MlpTest {

  private static final long SEED = 20240303;

  /** Every activation, every depth, and widths that fill registers and that do not. */
  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    List<List<Integer>> shapes =
        List.of(List.of(), List.of(7), List.of(32), List.of(5, 9), List.of(16, 3, 8));
    for (List<Integer> hidden : shapes) {
      for (Activation activation : Activation.values()) {
        int inputs = hidden.size() % 2 == 0 ? 2 : 19;
        all.add(Arguments.of(inputs, hidden, activation, hidden.size() == 1 ? 0.0 : 1.5));
      }
    }
    return all.stream();
  }

  private static NetworkEnergy mlp(
      int inputs, List<Integer> hidden, Activation activation, double base) {
    NetworkEnergy mlp =
        Mlp.of(
            StateSpace.real(inputs),
            new Perceptron(hidden, 1, activation, 1.3),
            base,
            NetworkForm.Constraint.NONE);
    mlp.initialise(RandomStream.of(SEED).split("parameters"));
    return mlp;
  }

  private static Batch states(int rows, int dim, String name) {
    Batch x = Batch.allocate(rows, dim);
    RandomStream.of(SEED).split(name).fillGaussian(x.array(), 0, x.length());
    return x;
  }

  private static double[] row(Batch x, int i) {
    double[] row = new double[x.dim()];
    for (int j = 0; j < row.length; j++) {
      row[j] = x.get(i, j);
    }
    return row;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void energiesAndGradientsAreRight(
      int inputs, List<Integer> hidden, Activation activation, double base) {
    NetworkEnergy mlp = mlp(inputs, hidden, activation, base);
    DoubleMlp exact = new DoubleMlp(mlp, hidden, activation, base);
    Batch x = states(71, inputs, "x");
    double[] energies = new double[71];
    double[] again = new double[71];
    Batch gradients = Batch.allocate(71, inputs);
    mlp.energies(x, energies);
    mlp.gradients(x, again, gradients);
    assertThat(again).isEqualTo(energies);
    for (int i = 0; i < 71; i++) {
      double[] at = row(x, i);
      assertThat(energies[i]).as("row %d", i).isCloseTo(exact.energy(at), near(2e-5));
      for (int j = 0; j < inputs; j++) {
        double[] v = new double[inputs];
        v[j] = 1;
        assertThat((double) gradients.get(i, j))
            .as("row %d, column %d", i, j)
            .isCloseTo(exact.directional(at, v), near(2e-5));
        double h = 1e-5;
        double middle = at[j];
        at[j] = middle + h;
        double above = exact.energy(at);
        at[j] = middle - h;
        double below = exact.energy(at);
        at[j] = middle;
        assertThat((double) gradients.get(i, j)).isCloseTo((above - below) / (2 * h), near(3e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parameterGradientsAreRight(
      int inputs, List<Integer> hidden, Activation activation, double base) {
    NetworkEnergy mlp = mlp(inputs, hidden, activation, base);
    DoubleMlp exact = new DoubleMlp(mlp, hidden, activation, base);
    int n = hidden.size() == 2 ? 67 : 11;
    Batch x = states(n, inputs, "x");
    Batch v = states(n, inputs, "v");
    double[] weights = new double[n];
    RandomStream random = RandomStream.of(SEED).split("weights");
    Arrays.setAll(weights, i -> random.nextGaussian());
    Gradient gradient = mlp.parameters().newGradient();
    Gradient directional = mlp.parameters().newGradient();
    Arrays.fill(gradient.values(), 0.5f);
    Arrays.fill(directional.values(), 0.25f);
    mlp.accumulate(x, weights, gradient);
    mlp.accumulateDirectional(x, v, weights, directional);
    for (int p = 0; p < exact.theta.length; p++) {
      double h = 1e-5;
      double middle = exact.theta[p];
      double slope = 0;
      double bend = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        exact.theta[p] = middle + sign * h;
        for (int i = 0; i < n; i++) {
          slope += sign * weights[i] * exact.energy(row(x, i)) / (2 * h);
          bend += sign * weights[i] * exact.directional(row(x, i), row(v, i)) / (2 * h);
        }
      }
      exact.theta[p] = middle;
      assertThat((double) gradient.values()[p]).as("θ_%d", p).isCloseTo(0.5 + slope, near(2e-4));
      // A state so near to a kink of relu that a step crosses it would show here.
      assertThat((double) directional.values()[p])
          .as("directional, θ_%d", p)
          .isCloseTo(0.25 + bend, near(4e-4));
    }
  }

  private static Offset<Double> near(double e) {
    return Offset.offset(e);
  }

  @Test
  void aRowIsTheSameInEveryBatch() {
    NetworkEnergy mlp = mlp(3, List.of(24, 40), Activation.SILU, 2);
    Batch x = states(200, 3, "x");
    double[] all = new double[200];
    Batch gradients = Batch.allocate(200, 3);
    mlp.gradients(x, all, gradients);
    for (int[] part : new int[][] {{0, 1}, {63, 65}, {100, 131}, {17, 200}, {5, 5}}) {
      Batch rows = x.slice(part[0], part[1]);
      double[] energies = new double[rows.size() + 1];
      energies[rows.size()] = 77;
      Batch out = Batch.allocate(rows.size() + 2, 3);
      out.fill(77f);
      mlp.gradients(rows, energies, out.slice(1, 1 + rows.size()));
      for (int i = 0; i < rows.size(); i++) {
        assertThat(energies[i]).isCloseTo(all[part[0] + i], near(1e-5));
        for (int j = 0; j < 3; j++) {
          assertThat(out.get(1 + i, j))
              .isCloseTo(gradients.get(part[0] + i, j), Offset.offset(1e-5f));
        }
      }
      assertThat(energies[rows.size()]).isEqualTo(77);
      assertThat(out.get(0, 2)).isEqualTo(77f);
      assertThat(out.get(1 + rows.size(), 0)).isEqualTo(77f);
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    NetworkEnergy mlp = mlp(5, List.of(33, 20), Activation.GELU, 2);
    Batch x = states(150, 5, "x");
    double[] weights = new double[150];
    Arrays.fill(weights, 0.1);
    Callable<float[]> work =
        () -> {
          float[] last = {};
          for (int repeat = 0; repeat < 50; repeat++) {
            Batch out = Batch.allocate(150, 5);
            mlp.gradients(x, new double[150], out);
            Gradient gradient = mlp.parameters().newGradient();
            mlp.accumulateDirectional(x, out, weights, gradient);
            if (last.length > 0) {
              assertThat(gradient.values()).isEqualTo(last);
            }
            last = gradient.values();
          }
          return last;
        };
    float[] alone = work.call();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<float[]> result : threads.invokeAll(List.of(work, work))) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void secondDerivativesAreRight(Activation activation) {
    NetworkEnergy mlp =
        Mlp.of(
            StateSpace.real(2),
            new Perceptron(List.of(12, 7), 1, activation, 1.5),
            2,
            NetworkForm.Constraint.NONE);
    mlp.initialise(RandomStream.of(3));
    EnergyCase test = EnergyCase.of(mlp, 5);
    if (activation == Activation.RELU) { // of a piecewise linear energy that of the base alone
      Batch x = test.states();
      double[] found = new double[x.size()];
      double[] zeros = new double[x.size()];
      mlp.accumulateCurvature(x, x, zeros, found, mlp.parameters().newGradient());
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i])
            .isCloseTo(
                0.25 * Vectors.sumOfSquares(x.dim(), x.array(), x.offset(i)), Offset.offset(1e-5));
      }
      return;
    }
    GradientChecks.curvatureIsDerivative(test);
  }

  @Test
  void reluHasNoCurvature() {
    NetworkEnergy mlp = mlp(1, List.of(4), Activation.RELU, 0);
    Batch x = states(9, 1, "x");
    Batch v = states(9, 1, "v");
    double[] ones = new double[9];
    Arrays.fill(ones, 1);
    Gradient gradient = mlp.parameters().newGradient();
    mlp.accumulateDirectional(x, v, ones, gradient);
    int bias = mlp.parameters().tensor("layers.0.bias").offset();
    assertThat(Arrays.copyOfRange(gradient.values(), bias, bias + 4)).containsOnly(0f);
  }

  @Test
  void aNanStaysInItsRow() {
    NetworkEnergy mlp = mlp(2, List.of(16), Activation.SILU, 1);
    Batch x = states(3, 2, "x");
    x.set(1, 0, Float.NaN);
    double[] energies = new double[3];
    Batch out = Batch.allocate(3, 2);
    mlp.gradients(x, energies, out);
    assertThat(energies[1]).isNaN();
    assertThat(out.get(1, 1)).isNaN();
    assertThat(energies[0] + energies[2]).isFinite();
    assertThat(out.get(0, 0) + out.get(2, 1)).isFinite();
  }

  @Test
  void unfitArgumentsAreRefused() {
    NetworkEnergy mlp = mlp(2, List.of(4), Activation.SILU, 1);
    assertThatThrownBy(() -> mlp.energies(Batch.allocate(1, 3), new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has not the 2 columns");
    assertThatThrownBy(
            () -> mlp.gradients(Batch.allocate(2, 2), new double[2], Batch.allocate(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
