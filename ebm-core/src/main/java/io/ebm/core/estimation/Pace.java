package io.ebm.core.estimation;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast an integral converges as its cells are halved, generation by generation. Of a smooth
 * energy every halving soon changes far less than the one before, so that the last change bounds
 * what is left. About a singularity changes fall by the same factor {@code r} each time, more or
 * less as a node happens to lie near it, and what is left is {@code r + r² + …} times the last one;
 * without end where there is no integral.
 */
final class Pace {

  /** So many changes in a row within {@link #ALIKE} nats are slow. */
  private static final int WINDOW = 7;

  private static final double ALIKE = 4;

  /** How many of the first and of the last of them are compared. */
  private static final int SIDE = 3;

  private static final double MOST = 1000;

  /** Walls let changes fall by a half each time; then the last one tells what is left. */
  private static final double FAST = 0.55;

  private final List<Double> logChanges = new ArrayList<>();
  private int slowSince;
  private int slowUntil = -1;
  private double logRatio;

  /** Whether changes fall slowly. */
  boolean slow() {
    return logChanges.size() <= slowUntil;
  }

  /** Whether they have done so long enough to know {@link #logRatio}. */
  boolean longSlow() {
    return slow() && logChanges.size() - slowSince >= WINDOW;
  }

  /** About the logarithm of {@code r}, where changes fall slowly. */
  double logRatio() {
    return logRatio;
  }

  /**
   * The logarithm of how many times the last change may be left; 0 where changes fall fast.
   *
   * @param logChange what halving the last generation changed in all
   */
  double logSlowness(double logChange) {
    logChanges.add(logChange);
    int n = logChanges.size();
    if (n < WINDOW || logChange == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double greatest = greatest(n - WINDOW, n);
    boolean alike = logChanges.subList(n - WINDOW, n).stream().allMatch(c -> c > greatest - ALIKE);
    if (alike) {
      slowSince = slow() ? slowSince : n;
      slowUntil = n + SIDE - 1; // one change that is small by chance does not make it fast
    }
    if (!slow()) {
      return 0;
    }
    double last = greatest(n - SIDE, n);
    int from = alike ? Math.max(0, n - 2 * WINDOW) : n - WINDOW;
    logRatio = (last - greatest(from, from + SIDE)) / (n - SIDE - from);
    double ratio = Math.exp(logRatio);
    if (ratio < FAST) {
      return 0;
    }
    double left = ratio < 1 ? Math.max(1, Math.min(MOST, ratio / (1 - ratio))) : MOST;
    return Math.log(left) + last - logChange;
  }

  private double greatest(int from, int to) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logChange : logChanges.subList(from, to)) {
      greatest = Math.max(greatest, logChange);
    }
    return greatest;
  }
}
