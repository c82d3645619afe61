package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Between what bounds a metric of training stays while all is well. */
public record Watch(
    @Setting(doc = "The metric, as energy-gap, acceptance, gradient-norm or loss") String metric,
    @Setting(doc = "It must not lie above this") @Nullable Double above,
    @Setting(doc = "It must not lie below this") @Nullable Double below,
    @Setting(value = "10", doc = "For how many steps in a row it may, less one") int steps) {

  public Watch {
    Checks.that(
        above != null || below != null, "above", "or 'below' must be given: a bound of " + metric);
    Checks.that(
        above == null || Double.isFinite(above), "above", "must be finite, but is " + above);
    Checks.that(
        below == null || Double.isFinite(below), "below", "must be finite, but is " + below);
    Checks.that(
        above == null || below == null || below < above,
        "below",
        "must be less than 'above', but they are " + below + " and " + above);
    Checks.atLeast("steps", steps, 1);
  }

  /** Whether a value is out of bounds; NaN is. */
  public boolean alarms(double value) {
    return Double.isNaN(value)
        || (above != null && value > above)
        || (below != null && value < below);
  }

  /** What the bounds are, as in {@code above 20 or below -20}. */
  public String bounds() {
    String over = above == null ? "" : "above " + above;
    String under = below == null ? "" : "below " + below;
    return over.isEmpty() || under.isEmpty() ? over + under : over + " or " + under;
  }
}
