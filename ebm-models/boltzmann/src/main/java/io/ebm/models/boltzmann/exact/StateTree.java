package io.ebm.models.boltzmann.exact;

import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Graph;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Exact sums over all states of a small model with pairwise couplings between units of {@code q}
 * levels,
 *
 * <pre>{@code log p(s) = Σ_i h_i(s_i) + Σ_(i,j) J_ij δ(s_i, s_j) - log Z}</pre>
 *
 * The states are the leaves of a tree whose branches at depth {@code k} are the levels of unit
 * {@code k}. What is on the way to a leaf is computed once for all leaves below, so a state costs
 * about one exponential; and as every branch starts from its parent's sum, nothing drifts. The
 * greatest term is found first, by branch and bound, so the sums neither overflow nor vanish, and
 * they add like with like.
 *
 * <p>Write {@link #fields()} and {@link #couplings()}, then ask. Not thread-safe: one object per
 * call.
 */
public final class StateTree {

  /** The most states that are summed. */
  public static final int MOST_STATES = 1 << 24;

  private final Graph graph;
  private final int units;
  private final int levels;
  private final double[] fields;
  private final double[] couplings;
  private final int width; // the levels of all units
  private final double[] scores; // for each depth, of the levels of the units from there on
  private final double[] sums; // for each depth, of the states below in which a unit has a level
  private final double[] rest; // the most that the units from here on can add
  private final int[] state;
  private final int[] bestState;
  private final double[] singles;
  private final double[] pairs;
  private double best;
  private boolean moments;

  private double[] targets = new double[0];
  private Integer[] rows = new Integer[0];
  private int[] drawn = new int[0];
  private int next;
  private double passed;

  /** A tree for the units and couplings of a graph; everything is zero. */
  public StateTree(Graph graph, int levels) {
    this.graph = graph;
    this.levels = levels;
    units = graph.vertices();
    fields = new double[units * levels];
    couplings = new double[graph.edges()];
    width = units * levels;
    scores = new double[units * width];
    sums = new double[units * width];
    singles = new double[width];
    pairs = new double[graph.edges()];
    rest = new double[units + 1];
    state = new int[units];
    bestState = new int[units];
  }

  /** Whether so many units of that many levels have at most {@link #MOST_STATES} states. */
  public static boolean possible(int units, int levels) {
    long states = 1;
    for (int i = 0; i < units && states <= MOST_STATES && levels > 1; i++) {
      states *= levels;
    }
    return states <= MOST_STATES;
  }

  /** The fields {@code h}, {@code units × levels}; to be written. */
  public double[] fields() {
    return fields;
  }

  /** The couplings {@code J} of the graph's edges; to be written. */
  public double[] couplings() {
    return couplings;
  }

  /** A most probable state, as the level of every unit; live. */
  public int[] bestState() {
    findBest();
    return bestState;
  }

  /** Computes {@code log Z}. */
  public double logPartition() {
    findBest();
    moments = false;
    return best + Math.log(sum(0, -best));
  }

  /**
   * Computes {@code log Z}, the probability of every level of every unit, and for every edge the
   * probability that its ends are at the same level.
   *
   * @see #singles()
   * @see #pairs()
   */
  public double expectations() {
    findBest();
    moments = true;
    Arrays.fill(pairs, 0);
    double total = sum(0, -best);
    for (int i = 0; i < width; i++) {
      singles[i] = sums[i] / total;
    }
    for (int e = 0; e < pairs.length; e++) {
      pairs[e] /= total;
    }
    return best + Math.log(total);
  }

  /** After {@link #expectations}: {@code p(s_i = a)}, {@code units × levels}. */
  public double[] singles() {
    return singles;
  }

  /** After {@link #expectations}: {@code p(s_i = s_j)} of every edge. */
  public double[] pairs() {
    return pairs;
  }

  /**
   * Draws independent states: the leaves where the running sum passes uniform numbers.
   *
   * @param count how many
   * @return {@code count × units} levels
   */
  public int[] sample(int count, RandomStream random) {
    findBest();
    moments = false;
    double total = sum(0, -best);
    targets = new double[count];
    rows = new Integer[count];
    for (int i = 0; i < count; i++) {
      targets[i] = random.nextDouble() * total;
      rows[i] = i;
    }
    Arrays.sort(rows, Comparator.comparingDouble(i -> targets[i]));
    drawn = new int[count * units];
    next = 0;
    passed = 0;
    draw(0, -best);
    while (next < count) { // the running sum is rounded otherwise than the total
      take();
    }
    return drawn;
  }

  private void findBest() {
    Arrays.fill(rest, 0);
    for (int k = 0; k < units; k++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < levels; a++) {
        most = Math.max(most, fields[k * levels + a]);
      }
      rest[k] += most;
      for (int e = graph.forward()[k]; e < graph.forward()[k + 1]; e++) {
        rest[graph.higher()[e]] += Math.max(0, couplings[e]);
      }
    }
    for (int k = units - 1; k >= 0; k--) {
      rest[k] += rest[k + 1];
    }
    System.arraycopy(fields, 0, scores, 0, width);
    best = Double.NEGATIVE_INFINITY;
    climb(0, 0);
    if (best == Double.NEGATIVE_INFINITY) {
      best = Double.NaN; // so are the parameters
    }
  }

  /** Puts unit {@code k} at a level: what it adds to the scores of the units after it. */
  private void descend(int k, int level) {
    state[k] = level;
    int next = (k + 1) * levels;
    int to = (k + 1) * width;
    System.arraycopy(scores, k * width + next, scores, to + next, width - next);
    int[] higher = graph.higher();
    int end = graph.forward()[k + 1];
    for (int e = graph.forward()[k]; e < end; e++) {
      scores[to + higher[e] * levels + level] += couplings[e];
    }
  }

  private void climb(int k, double score) {
    int at = k * width + k * levels;
    for (int a = 0; a < levels; a++) {
      double here = score + scores[at + a];
      if (here + rest[k + 1] > best) {
        if (k < units - 1) {
          descend(k, a);
          climb(k + 1, here);
        } else {
          state[k] = a;
          best = here;
          System.arraycopy(state, 0, bestState, 0, units);
        }
      }
    }
  }

  private double sum(int k, double score) {
    int at = k * width + k * levels;
    double total = 0;
    if (k == units - 1) {
      for (int a = 0; a < levels; a++) {
        double weight = Math.exp(score + scores[at + a]);
        sums[at + a] = weight;
        total += weight;
      }
      return total;
    }
    for (int a = 0; a < levels; a++) {
      descend(k, a);
      double below = sum(k + 1, score + scores[at + a]);
      sums[at + a] = below;
      total += below;
      if (moments) {
        ascend(k, a);
      }
    }
    return total;
  }

  /** Takes in the sums below unit {@code k} at a level. */
  private void ascend(int k, int level) {
    int next = (k + 1) * levels;
    int from = (k + 1) * width;
    int to = k * width;
    if (level == 0) {
      System.arraycopy(sums, from + next, sums, to + next, width - next);
    } else {
      for (int i = next; i < width; i++) {
        sums[to + i] += sums[from + i];
      }
    }
    int[] higher = graph.higher();
    int end = graph.forward()[k + 1];
    for (int e = graph.forward()[k]; e < end; e++) {
      pairs[e] += sums[from + higher[e] * levels + level];
    }
  }

  private void draw(int k, double score) {
    int at = k * width + k * levels;
    for (int a = 0; a < levels && next < targets.length; a++) {
      double here = score + scores[at + a];
      if (k < units - 1) {
        descend(k, a);
        draw(k + 1, here);
      } else {
        state[k] = a;
        passed += Math.exp(here);
        while (next < targets.length && targets[rows[next]] < passed) {
          take();
        }
      }
    }
  }

  private void take() {
    System.arraycopy(state, 0, drawn, rows[next++] * units, units);
  }
}
