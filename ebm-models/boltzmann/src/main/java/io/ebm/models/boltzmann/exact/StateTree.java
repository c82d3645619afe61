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
  private final double[] scores; // of the levels of a unit on the way to the present state
  private final double[] sums; // below the levels of a unit on the way to the present state
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
    scores = new double[units * levels];
    sums = new double[units * levels];
    singles = new double[units * levels];
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
    Arrays.fill(singles, 0);
    Arrays.fill(pairs, 0);
    double total = sum(0, -best);
    for (int i = 0; i < singles.length; i++) {
      singles[i] /= total;
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
    for (int k = units - 1; k >= 0; k--) {
      double most = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < levels; a++) {
        most = Math.max(most, fields[k * levels + a]);
      }
      for (int t = graph.starts()[k]; earlier(t, k); t++) {
        most += Math.max(0, couplings[graph.links()[t]]);
      }
      rest[k] = rest[k + 1] + most;
    }
    best = Double.NEGATIVE_INFINITY;
    climb(0, 0);
    if (best == Double.NEGATIVE_INFINITY) {
      best = Double.NaN; // so are the parameters
    }
  }

  private boolean earlier(int t, int k) {
    return t < graph.starts()[k + 1] && graph.neighbours()[t] < k;
  }

  /** The scores of the levels of unit {@code k}, given the units before it. */
  private void enter(int k) {
    int from = k * levels;
    System.arraycopy(fields, from, scores, from, levels);
    int[] neighbours = graph.neighbours();
    int[] links = graph.links();
    int end = graph.starts()[k + 1];
    for (int t = graph.starts()[k]; t < end && neighbours[t] < k; t++) {
      scores[from + state[neighbours[t]]] += couplings[links[t]];
    }
  }

  private void climb(int k, double score) {
    enter(k);
    for (int a = 0; a < levels; a++) {
      double here = score + scores[k * levels + a];
      if (here + rest[k + 1] > best) {
        state[k] = a;
        if (k < units - 1) {
          climb(k + 1, here);
        } else {
          best = here;
          System.arraycopy(state, 0, bestState, 0, units);
        }
      }
    }
  }

  private double sum(int k, double score) {
    enter(k);
    int from = k * levels;
    double total = 0;
    if (k == units - 1) {
      for (int a = 0; a < levels; a++) {
        double weight = Math.exp(score + scores[from + a]);
        sums[from + a] = weight;
        total += weight;
      }
    } else {
      for (int a = 0; a < levels; a++) {
        state[k] = a;
        double below = sum(k + 1, score + scores[from + a]);
        sums[from + a] = below;
        total += below;
      }
    }
    if (moments) {
      for (int a = 0; a < levels; a++) {
        singles[from + a] += sums[from + a];
      }
      int[] neighbours = graph.neighbours();
      int[] links = graph.links();
      int end = graph.starts()[k + 1];
      for (int t = graph.starts()[k]; t < end && neighbours[t] < k; t++) {
        pairs[links[t]] += sums[from + state[neighbours[t]]];
      }
    }
    return total;
  }

  private void draw(int k, double score) {
    enter(k);
    for (int a = 0; a < levels && next < targets.length; a++) {
      state[k] = a;
      double here = score + scores[k * levels + a];
      if (k < units - 1) {
        draw(k + 1, here);
      } else {
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
