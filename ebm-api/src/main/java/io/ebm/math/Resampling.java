package io.ebm.math;

/** Weights of populations, and who is drawn by them: what sequential Monte Carlo needs. */
public final class Resampling {

  private Resampling() {}

  /**
   * Turns log weights into shares that add up to 1.
   *
   * @param logWeights {@code count} values from {@code from} on; {@code -∞} for none
   * @param shares receives the shares at the same places; not touched if there is no weight
   * @return the logarithm of the mean weight: {@code -∞} if all weights are zero, NaN or {@code +∞}
   *     if any is
   */
  public static double normalise(double[] logWeights, int from, int count, double[] shares) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      if (!(logWeights[i] < Double.POSITIVE_INFINITY)) {
        return logWeights[i];
      }
      greatest = Math.max(greatest, logWeights[i]);
    }
    if (greatest == Double.NEGATIVE_INFINITY) {
      return greatest;
    }
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      shares[i] = Math.exp(logWeights[i] - greatest);
      sum += shares[i];
    }
    for (int i = from; i < from + count; i++) {
      shares[i] /= sum;
    }
    return greatest + Math.log(sum / count);
  }

  /** The effective sample size {@code 1 / Σ w²} of shares, from 1 to {@code count}. */
  public static double effectiveSize(double[] shares, int from, int count) {
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      squares += shares[i] * shares[i];
    }
    return 1 / squares;
  }

  /**
   * Draws ancestors systematically (Kitagawa 1996): those at the points {@code point, point + 1, …}
   * of the shares laid end to end and scaled to {@code count}. Each is drawn as often as its share
   * says, rounded up or down.
   *
   * @param shares {@code count} shares from {@code from} on that add up to 1
   * @param point a uniform number from 0, below 1
   * @param ancestors receives {@code count} numbers from 0 to {@code count - 1} from index 0,
   *     rising
   */
  public static void systematic(
      double[] shares, int from, int count, double point, int[] ancestors) {
    double reached = 0;
    int drawn = 0;
    int last = 0;
    for (int i = 0; i < count; i++) {
      reached += shares[from + i] * count;
      if (shares[from + i] > 0) {
        last = i;
      }
      while (drawn < count && point + drawn < reached) {
        ancestors[drawn++] = i;
      }
    }
    while (drawn < count) {
      ancestors[drawn++] = last; // what rounding left
    }
  }

  /**
   * As {@link #systematic}, given that one is drawn: the law of the draw of all in a random
   * rotation under the condition that the first place has the first of the population (the
   * conditional systematic resampling of Chopin and Singh 2015, "On particle Gibbs sampling").
   *
   * @param point a uniform number from 0, below 1
   * @param ancestors as before, {@code ancestors[0] = 0}; in a rotation of their order
   */
  public static void keepingFirst(
      double[] shares, int from, int count, double point, int[] ancestors) {
    double place = point * shares[from] * count; // uniform on the share of the first
    int rotation = Math.min((int) place, count - 1);
    double offset = place - rotation;
    double reached = 0;
    int drawn = 0;
    int last = 0;
    for (int i = 0; i < count; i++) {
      reached += shares[from + i] * count;
      if (shares[from + i] > 0) {
        last = i;
      }
      while (drawn < count && offset + drawn < reached) {
        ancestors[(drawn++ - rotation + count) % count] = i;
      }
    }
    while (drawn < count) {
      ancestors[(drawn++ - rotation + count) % count] = last;
    }
    ancestors[0] = 0;
  }
}
