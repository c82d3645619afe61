package io.ebm.models.analytic.expression;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the energy {@code expression}.
 *
 * @param expression the formula
 * @param dim the number of coordinates
 * @param coefficients what the formula names
 */
public record ExpressionConfig(
    @Setting(doc = "The energy as a formula over x[0], x[1], …") String expression,
    @Setting(doc = "Coordinates of a state, at least 1; without it, as the data say.")
        @Nullable Integer dim,
    @Setting(
            value = "[]",
            doc = "Numbers that the formula names; they are the energy's parameters.")
        List<Coefficient> coefficients) {

  /**
   * Numbers with a name.
   *
   * @param name how the formula calls them
   * @param values one value, {@code name}, or several, {@code name[0]} and so on
   */
  public record Coefficient(
      @Setting(doc = "The name in the formula.") String name,
      @Setting(doc = "One value or several.") List<Double> values) {

    /** Checks the name. */
    public Coefficient {
      String fault = FormulaParser.fault(name);
      Checks.that(fault == null, "name", String.valueOf(fault));
      Checks.that(!values.isEmpty(), "values", "must have at least one value");
    }
  }

  /** Checks the ranges. */
  public ExpressionConfig {
    if (dim != null) {
      Checks.atLeast("dim", dim, 1);
    }
    Set<String> names = new HashSet<>();
    for (Coefficient coefficient : coefficients) {
      Checks.that(
          names.add(coefficient.name()),
          "coefficients",
          "must have different names, but two are '" + coefficient.name() + "'");
    }
  }
}
