package io.ebm.testkit;

import io.ebm.api.Batch;

/** Comparisons of arrays, relative to their greatest finite value; what is infinite is the same. */
final class Closeness {

  private Closeness() {}

  static void check(String what, double[] actual, double[] expected, double tolerance) {
    double scale = 0;
    for (double value : expected) {
      scale = Double.isInfinite(value) ? scale : Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!close(actual[i], expected[i], tolerance * scale)) {
        throw new AssertionError(
            String.format("%s %d is %.9g, not %.9g", what, i, actual[i], expected[i]));
      }
    }
  }

  /** Whether two numbers differ by so much at most, or are the same infinity. */
  static boolean close(double actual, double expected, double most) {
    return Double.isInfinite(expected)
        ? actual == expected
        : Math.abs(actual - expected) <= most;
  }

  static void check(String what, float[] actual, float[] expected, double tolerance) {
    check(what, doubles(actual), doubles(expected), tolerance);
  }

  static void check(String what, Batch actual, Batch expected, double tolerance) {
    check(what + " (as one list)", actual.copy().array(), expected.copy().array(), tolerance);
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
