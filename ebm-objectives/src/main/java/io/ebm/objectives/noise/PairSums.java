package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.NonFiniteException;
import io.ebm.math.Elementwise;

/**
 * Of the energies {@code E_1 … E_m} of pairs that share a member: {@code log Σ_j exp(-E_j/τ)}, the
 * mean of the energies under the probabilities {@code p_j ∝ exp(-E_j/τ)}, and the least energy but
 * that of the pair that belongs together. Sums of parts give the sums of the whole.
 *
 * <p>A number is kept as the sum of two floats, a rounded value and what it lacks.
 */
record PairSums(double log, double mean, double least) {

  /** How many floats {@link #write} takes. */
  static final int FLOATS = 6;

  /** Of no energies. */
  static final PairSums NONE = new PairSums(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

  /**
   * The sums of some energies.
   *
   * @param from the first of them
   * @param step from each to the next
   * @param count how many
   * @param own the number of the one that belongs together; -1 for none of them
   */
  static PairSums of(double[] energies, int from, int step, int count, int own, double tau) {
    double least = Double.POSITIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      double energy = energies[from + j * step];
      lowest = Math.min(lowest, energy);
      least = j == own ? least : Math.min(least, energy);
    }
    double sum = 0;
    double mean = 0;
    for (int j = 0; j < count; j++) {
      double energy = energies[from + j * step];
      double power = Math.exp((lowest - energy) / tau);
      sum += power;
      mean += power * energy;
    }
    return count == 0 ? NONE : new PairSums(Math.log(sum) - lowest / tau, mean / sum, least);
  }

  /** The same of {@code count} energies from 0 on, with powers of single precision. */
  static PairSums of(double[] energies, int count, int own, double tau, float[] work) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      least = j == own ? least : Math.min(least, energies[j]);
    }
    double lowest = own < 0 ? least : Math.min(least, energies[own]);
    for (int j = 0; j < count; j++) {
      work[j] = (float) ((lowest - energies[j]) / tau);
    }
    Elementwise.exp(count, work, 0, work, 0);
    double sum = 0;
    double mean = 0;
    for (int j = 0; j < count; j++) {
      sum += work[j];
      mean += work[j] * energies[j];
    }
    return new PairSums(Math.log(sum) - lowest / tau, mean / sum, least);
  }

  /** The sums of two parts together. */
  PairSums and(PairSums other) {
    if (log < other.log) {
      return other.and(this);
    }
    double share = other.log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(other.log - log);
    return new PairSums(
        log + Math.log1p(share),
        (mean + share * other.mean) / (1 + share),
        Math.min(least, other.least));
  }

  /** The logarithm of the probability of an energy. */
  double logProbability(double energy, double tau) {
    return -energy / tau - log;
  }

  void write(Batch rows, int row, int column) {
    put(rows, row, column, log);
    put(rows, row, column + 2, mean);
    put(rows, row, column + 4, least);
  }

  static PairSums read(Batch rows, int row, int column) {
    return new PairSums(
        get(rows, row, column), get(rows, row, column + 2), get(rows, row, column + 4));
  }

  /** Writes a number as two floats. */
  static void put(Batch rows, int row, int column, double value) {
    float rounded = (float) value;
    rows.set(row, column, rounded);
    rows.set(row, column + 1, Float.isFinite(rounded) ? (float) (value - rounded) : 0);
  }

  /** Reads a number that was written as two floats. */
  static double get(Batch rows, int row, int column) {
    return (double) rows.get(row, column) + rows.get(row, column + 1);
  }

  /** Refuses the energy of a pair that is not finite. */
  static void check(double energy, int context, int target) {
    if (!Double.isFinite(energy)) {
      throw new NonFiniteException(
          "the energy of a pair of row " + context + " with row " + target + " is " + energy);
    }
  }
}
