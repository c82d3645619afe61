package io.ebm.models.boltzmann.pairwise;

import org.jspecify.annotations.Nullable;

/**
 * A point of the path of a pairwise energy: {@code E(x) = -scale (Σ_e J_e x_i x_j + Σ_i b_i x_i) -
 * lean Σ_i a_i x_i}, on which the couplings come in as the base, independent units of fields {@code
 * lean a}, goes out.
 *
 * @param theta the couplings J, then the fields b; live
 * @param scale of both
 * @param base the fields a of the base; null for none
 * @param lean of the base, 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Law(float[] theta, double scale, float @Nullable [] base, double lean) {

  /** The field of the base on a unit. */
  double leaning(int unit) {
    return base == null ? 0 : lean * base[unit];
  }

  /** The way to this law from its base alone: the base at 0, this law at 1. */
  Law at(double beta) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta must lie between 0 and 1, but is " + beta);
    }
    return new Law(theta, beta * scale, base, base == null ? 0 : 1 - beta + beta * lean);
  }

  /** The law of the energies' difference, of the same parameters and base. */
  Law minus(Law other) {
    return new Law(theta, scale - other.scale, base, lean - other.lean);
  }
}
