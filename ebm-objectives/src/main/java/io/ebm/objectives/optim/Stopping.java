package io.ebm.objectives.optim;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a full-batch optimizer is done.
 *
 * @param epsilon relative size of the gradient, not negative
 * @param delta relative improvement, not negative
 * @param period steps over which improvement is measured, at least 1
 */
public record Stopping(
    @Setting(
            value = "1e-5",
            doc =
                "Stop when the gradient's norm is at most this times that of θ (or 1 if greater).")
        double epsilon,
    @Setting(
            value = "1e-5",
            doc =
                "Stop when the objective fell by less than this fraction over 'period' steps; 0: never.")
        double delta,
    @Setting(value = "10", doc = "Steps over which the fall is measured, at least 1.") int period) {

  /** Checks the ranges. */
  public Stopping {
    Checks.notNegative("epsilon", epsilon);
    Checks.notNegative("delta", delta);
    Checks.atLeast("period", period, 1);
  }

  /**
   * Why to stop, or null.
   *
   * @param past the values of the last {@code period} steps before this one, at {@code k % period};
   *     takes up the value
   * @param k the number of this step, from 0
   */
  @Nullable String after(long k, double value, double norm, double size, double[] past) {
    if (norm <= epsilon * Math.max(1, size)) {
      return String.format(
          Locale.ROOT,
          "the gradient's norm is %.3g, %.3g of the parameters'",
          norm,
          norm / Math.max(1, size));
    }
    int slot = (int) (k % period);
    double before = past[slot];
    past[slot] = value;
    double fall = (before - value) / Math.abs(value);
    return delta > 0 && k >= period && fall < delta
        ? String.format(
            Locale.ROOT, "the objective fell by %.3g of itself in %d steps", fall, period)
        : null;
  }
}
