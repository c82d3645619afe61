package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.NonFiniteException;
import java.util.Arrays;

/** Finds what is not finite, and says where it happened. */
final class FiniteCheck {

  private FiniteCheck() {}

  /** Energies of chains that have none yet. */
  static double[] unknown(int chains) {
    double[] energies = new double[chains];
    Arrays.fill(energies, Double.NaN);
    return energies;
  }

  /** Fails if an energy computed after {@code steps} steps is not finite. */
  static void energies(double[] energies, double[] last, int chains, long steps) {
    double sum = 0;
    for (int i = 0; i < chains; i++) {
      sum += 0 * energies[i]; // NaN if any is not finite
    }
    if (sum != 0) {
      for (int i = 0; i < chains; i++) {
        if (!Double.isFinite(energies[i])) {
          fail("energy", energies[i], i, last[i], steps);
        }
      }
    }
  }

  /** Fails if a state after {@code steps} steps is not finite. */
  static void states(Batch states, double[] last, long steps) {
    float[] x = states.array();
    int to = states.offset() + states.length();
    float sum = 0;
    for (int i = states.offset(); i < to; i++) {
      sum += 0 * x[i];
    }
    if (sum != 0) {
      for (int i = states.offset(); i < to; i++) {
        if (!Float.isFinite(x[i])) {
          int chain = (i - states.offset()) / states.dim();
          fail("state", x[i], chain, last[chain], steps);
        }
      }
    }
  }

  private static void fail(String what, double value, int chain, double last, long steps) {
    String known =
        Double.isFinite(last)
            ? "its last finite energy was " + last
            : "no finite energy of it is known";
    throw new NonFiniteException(
        "the "
            + what
            + " of chain "
            + chain
            + " is "
            + value
            + " after step "
            + steps
            + "; "
            + known);
  }
}
