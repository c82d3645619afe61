package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.NonFiniteException;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/** Finds what is not finite, and says where it happened. For the samplers of this module. */
public final class FiniteCheck {

  private FiniteCheck() {}

  /** Energies of chains that have none yet. */
  public static double[] unknown(int chains) {
    double[] energies = new double[chains];
    Arrays.fill(energies, Double.NaN);
    return energies;
  }

  /** Fails if an energy computed after {@code steps} steps is not finite. */
  public static void energies(double[] energies, double[] last, int chains, long steps) {
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

  /**
   * Fails if chains stand where they cannot start or go on: outside the space, or at an energy that
   * is not finite.
   *
   * @param last energies known before, NaN where there are none
   */
  public static void start(
      StateSpace space, Batch states, double[] energies, double[] last, long steps) {
    space(space, states, steps);
    for (int i = 0; i < states.size(); i++) {
      if (energies[i] == Double.POSITIVE_INFINITY) {
        throw new NonFiniteException(
            "chain "
                + i
                + " stands outside the support of the energy after step "
                + steps
                + ": its energy is Infinity, and no move can be accepted or refused from there;"
                + " start it where the energy is finite");
      }
    }
    energies(energies, last, states.size(), steps);
  }

  /** Fails if a chain stands outside the space. */
  public static void space(StateSpace space, Batch states, long steps) {
    int outside = space.firstOutside(states);
    if (outside >= 0) {
      float[] row = states.slice(outside, outside + 1).copy().array();
      int column = 0;
      while (space.allows(row[column])) {
        column++;
      }
      throw new NonFiniteException(
          "chain "
              + outside
              + " stands outside the space after step "
              + steps
              + ": column "
              + column
              + " is "
              + row[column]
              + ", and the space is "
              + space);
    }
  }

  /**
   * Fails if the energy of a proposal is neither finite nor {@code +∞}, which is refused as any
   * other that is too high.
   *
   * @param present the energy that the chain has now
   */
  public static void proposal(double energy, double present, int chain, long steps) {
    if (!(energy > Double.NEGATIVE_INFINITY)) {
      fail("energy proposed to", energy, chain, present, steps);
    }
  }

  /** Fails if an energy that a chain moves to, whatever it is, is not finite. */
  public static void move(double energy, double present, int chain, long steps) {
    if (!Double.isFinite(energy)) {
      fail("energy", energy, chain, present, steps);
    }
  }

  /** Fails if a state after {@code steps} steps is not finite. */
  public static void states(Batch states, double[] last, long steps) {
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

  /**
   * Fails if a difference of energies is neither finite nor {@code +∞}, which is that of a change to
   * what is no state.
   */
  static void differences(Batch differences, double[] last, long steps) {
    float[] d = differences.array();
    int to = differences.offset() + differences.length();
    for (int i = differences.offset(); i < to; i++) {
      if (!(d[i] > Float.NEGATIVE_INFINITY)) {
        int chain = (i - differences.offset()) / differences.dim();
        fail("difference of energies", d[i], chain, last[chain], steps);
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
            + (what.endsWith(" to") ? " chain " : " of chain ")
            + chain
            + " is "
            + value
            + " after step "
            + steps
            + "; "
            + known);
  }
}
