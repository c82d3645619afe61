package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a layer is made of: units that are independent given their inputs {@code I}, each with the
 * law of an exponential family
 *
 * <pre>{@code p_β(x | I) = exp(β (x·I - U(x)) - Γ_β(I)),   Γ_β(I) = log ∫ exp(β (x·I - U(x))) dx}
 * </pre>
 *
 * (a sum for discrete units). The input of a unit is its bias and what comes over its weights. A
 * kind of unit is its potential {@code U}, its cumulant {@code Γ} with {@code Γ'(I)/β} the mean,
 * and how to draw; training, sampling, enumeration and annealing follow. The formulas are those of
 * Welling, Rosen-Zvi and Hinton (2004), Exponential family harmoniums, section 2.
 *
 * <p>Layers of {@code n} coded numbers stand in rows, {@code rows × n} floats from an offset.
 * Stateless, so safe for all threads.
 */
interface Units {

  /** The states of units of that shape. */
  StateSpace space(List<Integer> shape);

  /** Whether the states are 0 and 1, so that a small layer can be enumerated. */
  boolean binary();

  /** How many numbers code a state, each with an input of its own; 1 unless units have levels. */
  default int width() {
    return 1;
  }

  /**
   * Codes states as they stand in rows of the space. Called only where {@link #width} is above 1.
   *
   * @param units how many
   * @param x their states, from {@code at} on
   * @param out receives {@code units × width} numbers from 0 on
   */
  default void code(int units, float[] x, int at, float[] out) {
    System.arraycopy(x, at, out, 0, units);
  }

  /** The inverse of {@link #code}. */
  default void decode(int units, float[] coded, float[] x, int at) {
    System.arraycopy(coded, 0, x, at, units);
  }

  /**
   * The input that gives a unit the mean that was seen, where there is one; a rate is that after
   * one more case of every state, so that none is 0 or 1.
   *
   * @param mean of examples, within what the states allow
   * @param count how many examples
   */
  double inputOfMean(double mean, int count);

  /** Subtracts {@code Σ U(x)} of every row from {@code out}. */
  void subtractPotentials(int rows, int n, float[] x, int at, double[] out);

  /** Units with real states, whose potential has a derivative. */
  interface Smooth extends Units {

    /** Adds {@code U'(x)} to {@code count} numbers. */
    void addSlopes(int count, float[] x, int at, float[] out, int outAt);
  }

  /**
   * Adds {@code Σ Γ_β(I)} of every row to {@code out}.
   *
   * @param means receives the means, laid out like the input; may be the input itself; or null
   */
  void addCumulants(
      int rows, int n, float[] input, int at, double beta, float @Nullable [] means, double[] out);

  /** Replaces {@code count} inputs by means. */
  void means(int count, float[] input, int at, double beta);

  /** Replaces {@code count} inputs by states drawn from {@code p_β(x | I)}. */
  void sample(int count, float[] input, int at, double beta, RandomStream random);
}
