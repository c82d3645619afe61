package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** By what the parameters that a run keeps are chosen while it trains. */
public record Best(
    @Setting(
            doc =
                "A number of the evaluation, by its place, as scores.accuracy or"
                    + " logLikelihood.heldOut")
        String measure,
    @Setting(doc = "Whether the highest or the lowest value is the best: highest or lowest")
        Goal goal,
    @Setting(doc = "Evaluate every so many steps; a tenth of all steps where absent")
        @Nullable Integer every,
    @Setting(
            doc =
                "End training when so many evaluations in a row were no better than the best before"
                    + " them; left out, training goes on to its last step")
        @Nullable Integer patience) {

  /** Which of two values is better. */
  public enum Goal {
    /** The greater one. */
    HIGHEST,
    /** The less one. */
    LOWEST;

    /** Whether a value is better than another, or there was none; NaN never is. */
    public boolean better(double value, double than) {
      return !Double.isNaN(value)
          && (Double.isNaN(than) || (this == HIGHEST ? value > than : value < than));
    }
  }

  public Best {
    Checks.that(
        measure.matches("[A-Za-z][\\w-]*(\\.[\\w-]+)+"),
        "measure",
        "must be the place of a number in the evaluation, as scores.accuracy, but is '"
            + measure
            + "'");
    if (every != null) {
      Checks.atLeast("every", every, 1);
    }
    if (patience != null) {
      Checks.atLeast("patience", patience, 1);
    }
  }

  /** Whether the measure is one of samples, which must be drawn for it. */
  public boolean ofSamples() {
    return measure.startsWith("samples.")
        || measure.startsWith("diagnostics.")
        || measure.startsWith("moments.")
        || measure.equals("energy.samples");
  }

  /** Whether the measure needs the partition function. */
  public boolean ofLikelihood() {
    return measure.startsWith("logLikelihood.") || measure.startsWith("logZ.");
  }
}
