package io.ebm.samplers.hamiltonian;

/**
 * The plan of a warm-up, as Stan has it (Stan Reference Manual, "Automatic parameter tuning"): a
 * fast interval for the step alone, slow windows of doubling length at whose ends the mass matrix
 * is set, and a last fast interval.
 *
 * @param steps length of the warm-up
 * @param firstSlow the first transition of the slow windows, from 0
 * @param endSlow the first transition after them
 * @param base length of the first window; the others double, and the last reaches to the end
 */
record Windows(int steps, int firstSlow, int endSlow, int base) {

  private static final int FAST = 75;
  private static final int SLOW = 25;
  private static final int LAST = 50;
  private static final int LEAST = 20;

  /** The plan for a warm-up of some length; with fewer than 20 steps the step alone adapts. */
  static Windows of(int steps) {
    if (steps < LEAST) {
      return new Windows(steps, steps, steps, 0);
    }
    if (steps < FAST + SLOW + LAST) {
      int first = (int) (0.15 * steps);
      int end = steps - (int) (0.1 * steps);
      return new Windows(steps, first, end, end - first);
    }
    return new Windows(steps, FAST, steps - LAST, SLOW);
  }

  /** Whether the draw after transition {@code step} (from 0) counts for the mass matrix. */
  boolean slow(int step) {
    return step >= firstSlow && step < endSlow;
  }

  /** Whether a slow window ends with transition {@code step}. */
  boolean ends(int step) {
    if (!slow(step)) {
      return false;
    }
    int from = firstSlow;
    int length = base;
    while (true) {
      int end = from + length;
      if (end + 2 * length > endSlow) {
        end = endSlow; // no whole window would be left
      }
      if (step < end) {
        return step == end - 1;
      }
      from = end;
      length *= 2;
    }
  }
}
