package io.ebm.models.analytic.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.models.analytic.expression.ExpressionConfig.Coefficient;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static ExpressionEnergy of(String expression, int dim, Coefficient... coefficients) {
    return new ExpressionEnergy(expression, StateSpace.real(dim), List.of(coefficients));
  }

  private static double value(String expression, double... x) {
    Batch row = Batch.allocate(1, x.length);
    for (int k = 0; k < x.length; k++) {
      row.set(0, k, (float) x[k]);
    }
    double[] out = new double[1];
    of(expression, x.length).energies(row, out);
    return out[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 - 4 / 2 | 5",
        "-2^2 | -4",
        "2^3^2 | 512",
        "2^-1 | 0.5",
        "(1 + 2) * -3 | -9",
        "8 / 4 / 2 | 1",
        "1.5e2 + .5 | 150.5",
        "sum(i, 0, 3, i^2) | 14",
        "sum(i, 0, dim - 1, sum(j, i, dim - 1, 1)) | 3",
        "x[0] * x[1] | 6",
        "x[dim - 1] - x[1 - 1] | 1",
        "max(1, x[0], 2.5) + min(3, 4) | 5.5",
        "logaddexp(0, 0) | 0.6931471805599453",
        "softplus(0) - log(2) + abs(-3) + exp(0) + sin(pi / 2) + log(e) | 6",
        "sigmoid(0) + tanh(0) + sqrt(16) + square(3) + pow(2, 5) | 45.5",
        "atan2(1, 1) * 4 - pi | 0"
      })
  void formulasMeanWhatTheySay(String formula, double expected) {
    assertThat(value(formula, 2, 3)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x[0] + y | nothing is named 'y'; known are a, dim, e, pi, x at character 8",
        "x[0] + | expected a number, a name or '('",
        "(x[0] | expected ')'",
        "x[2] | x[2] is outside of x[0] … x[1]",
        "x | x has several values: write x[0]",
        "x[a] | an index is a whole number",
        "sin(1, 2) | sin takes 1 argument(s), not 2",
        "sine(1) | there is no function 'sine'",
        "x[0] x[1] | expected an operator or the end at character 6",
        "sum(x, 0, 1, 2) | a name that means nothing yet",
        "sum(i, 3, 1, i) | has no terms",
        "sum(i, 0, 1.5, i) | a sum ends at a whole number, not 1.5",
        "1.2.3 | '1.2.3' is no number"
      })
  void mistakesAreNamedWithTheirPlace(String formula, String message) {
    assertThatThrownBy(() -> of(formula, 2, new Coefficient("a", List.of(1.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesThatMeanSomethingElseAreRefused() {
    assertThatThrownBy(() -> new Coefficient("x", List.of(1.0))).hasMessageContaining("'x'");
    assertThatThrownBy(() -> new Coefficient("2a", List.of(1.0))).hasMessageContaining("digit");
  }

  @Test
  void equalPartsAreComputedOnce() {
    ExpressionEnergy energy = of("exp(x[0] - x[1]) + exp(x[0] - x[1])", 2);
    assertThat(energy.operations()).isEqualTo(5);
  }

  @Test
  void rowsBeyondOneBlockAreRight() {
    ExpressionEnergy energy = of("sum(i, 0, dim - 1, x[i]^2) / 2", 3);
    Batch x = Batch.allocate(200, 3);
    energy.space().randomStart(x, RandomStream.of(1));
    double[] out = new double[200];
    Batch slopes = Batch.allocate(200, 3);
    energy.gradients(x, out, slopes);
    for (int i = 0; i < 200; i++) {
      double expected = 0;
      for (int k = 0; k < 3; k++) {
        expected += 0.5 * x.get(i, k) * x.get(i, k);
        assertThat(slopes.get(i, k)).isEqualTo(x.get(i, k));
      }
      assertThat(out[i]).isCloseTo(expected, within(1e-12));
    }
  }

  @Nested
  class OfEveryFunction extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return of(
          "a * (x[0] - b[0])^4 + square(x[1]) / (1 + exp(b[1] * x[2])) + softplus(x[0] * x[1])"
              + " + sin(x[2]) * cos(a * x[1]) + tanh(x[0]) + log(2 + tanh(x[1])) + sqrt(1 + x[2]^2)"
              + " + logaddexp(x[0], x[1], x[2]) + sigmoid(x[1]) - atan(x[2]) + cosh(x[0] / 2)"
              + " + sinh(x[1] / 3) + log1p(x[2]^2) + (1 + x[0]^2)^b[2] + pow(2, x[1] / 4)"
              + " + atan2(x[0], 3 + tanh(x[1])) + tan(x[2] / 9) + abs(x[0]) + max(x[1], -9) + min(x[2], 9)",
          3,
          new Coefficient("a", List.of(0.7)),
          new Coefficient("b", List.of(0.3, -0.4, 0.6)));
    }
  }
}
