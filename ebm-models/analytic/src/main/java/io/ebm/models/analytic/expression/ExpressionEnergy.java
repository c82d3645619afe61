package io.ebm.models.analytic.expression;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An energy given by a formula over real states, with exact gradients by its states and by its
 * coefficients, which are its parameters. Computes in double precision; coefficients and gradients
 * are floats.
 */
final class ExpressionEnergy implements EnergyFunction, Differentiable, Learnable {

  private final StateSpace space;
  private final Parameters parameters;
  private final Tape tape = new Tape();
  private final int result;

  /**
   * Compiles a formula.
   *
   * @throws IllegalArgumentException that says what is wrong with it, and where
   */
  ExpressionEnergy(
      String expression, StateSpace space, List<ExpressionConfig.Coefficient> coefficients) {
    this.space = space;
    Parameters.Builder builder = Parameters.builder();
    Map<String, int[]> names = new HashMap<>();
    int count = 0;
    for (ExpressionConfig.Coefficient coefficient : coefficients) {
      int size = coefficient.values().size();
      builder.add(coefficient.name(), size);
      names.put(coefficient.name(), new int[] {count, size});
      count += size;
    }
    parameters = builder.build();
    int at = 0;
    for (ExpressionConfig.Coefficient coefficient : coefficients) {
      for (double value : coefficient.values()) {
        parameters.values()[at++] = (float) value;
      }
    }
    result = tape.prune(FormulaParser.parse(expression, space.dim(), names, tape));
  }

  /** The number of operations. */
  int operations() {
    return tape.size();
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    tape.evaluate(result, x, parameters.values(), out, null, null, null);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    tape.evaluate(result, x, parameters.values(), energies, out, null, null);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      accumulate(x, weights, scratch.doubles(x.size()), into);
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    tape.evaluate(result, x, parameters.values(), energies, null, weights, into.values());
  }
}
