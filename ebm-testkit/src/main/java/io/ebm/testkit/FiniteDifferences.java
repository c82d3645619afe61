package io.ebm.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives at 0 of functions that are computed in float precision: central differences over a
 * ladder of steps, each pair of neighbours extrapolated (Richardson 1911), and for every component
 * the one chosen whose estimated error is least (after Ridders 1982).
 */
final class FiniteDifferences {

  /** Several functions of one variable, evaluated together. */
  interface Functions {
    void at(double t, double[] out);
  }

  /** Relative error of one evaluation of an energy in single precision. */
  private static final double NOISE = 0x1p-22;

  private static final int LADDER = 8;

  private final double[] derivatives;
  private final double[] errors;

  private FiniteDifferences(int count) {
    derivatives = new double[count];
    errors = new double[count];
    Arrays.fill(errors, Double.POSITIVE_INFINITY);
  }

  /**
   * Differentiates.
   *
   * @param count how many functions
   * @param widest the widest step, a power of two; the others are its halves, quarters, …
   * @param scales the size of what is summed up to each value, for the rounding error; null for
   *     that of the value itself
   */
  static FiniteDifferences of(
      Functions functions, int count, double widest, double @Nullable [] scales) {
    FiniteDifferences result = new FiniteDifferences(count);
    double[] plus = new double[count];
    double[] minus = new double[count];
    double[] before = new double[count];
    double[] extrapolatedBefore = new double[count];
    double step = widest;
    for (int k = 0; k < LADDER; k++, step /= 2) {
      functions.at(step, plus);
      functions.at(-step, minus);
      for (int i = 0; i < count; i++) {
        double difference = (plus[i] - minus[i]) / (2 * step);
        double extrapolated = (4 * difference - before[i]) / 3;
        if (k >= 2) {
          double scale =
              scales == null ? Math.max(Math.abs(plus[i]), Math.abs(minus[i])) : scales[i];
          double error = Math.abs(extrapolated - extrapolatedBefore[i]) + NOISE * scale / step;
          if (error < result.errors[i]) {
            result.errors[i] = error;
            result.derivatives[i] = extrapolated;
          }
        }
        before[i] = difference;
        extrapolatedBefore[i] = extrapolated;
      }
    }
    return result;
  }

  double derivative(int i) {
    return derivatives[i];
  }

  double error(int i) {
    return errors[i];
  }

  /**
   * Requires derivatives to agree: their difference is at most {@code tolerance} times the greatest
   * derivative, beside the estimated error. Where that error itself exceeds ten times the tolerance
   * in most components, nothing can be said, and that is a failure too.
   *
   * @param scale the least size to take as the greatest derivative
   */
  static void compare(
      String what,
      double[] claimed,
      FiniteDifferences differences,
      double tolerance,
      double scale) {
    double greatest = scale;
    for (int i = 0; i < claimed.length; i++) {
      greatest = Math.max(greatest, Math.abs(differences.derivatives[i]));
    }
    int unknown = 0;
    for (int i = 0; i < claimed.length; i++) {
      double derivative = differences.derivatives[i];
      double error = differences.errors[i];
      double allowed = tolerance * greatest + 2 * error;
      if (!(Math.abs(claimed[i] - derivative) <= allowed)) {
        throw new AssertionError(
            String.format(
                "%s %d is %.7g, but finite differences give %.7g (allowed difference %.2g)",
                what, i, claimed[i], derivative, allowed));
      }
      unknown += error > 10 * tolerance * greatest ? 1 : 0;
    }
    if (2 * unknown > claimed.length) {
      throw new AssertionError(
          what
              + " cannot be checked: the rounding error of the energies exceeds the derivatives;"
              + " choose states or parameters with greater gradients");
    }
  }
}
