package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.exact.StateTree;
import io.ebm.models.boltzmann.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hidden units of a Boltzmann machine of zeros and ones. Given the visible ones they fall into
 * groups that are not coupled with each other, so sums over their states are products of sums over
 * the groups' states: one term per unit where no two hidden units are coupled.
 */
final class HiddenUnits {

  /** The most units of a group. */
  static final int MOST = 20;

  /**
   * Hidden units that are coupled with each other, directly or through others of the group.
   *
   * @param units the units, in rising order
   * @param graph their couplings, units numbered by their place in the group
   * @param links the couplings' places among all couplings
   */
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  record Group(int[] units, Graph graph, int[] links) {}

  private final Units units;
  private final int visible;
  private final List<Group> groups = new ArrayList<>();
  private final int[] groupOf;

  /**
   * Finds the groups.
   *
   * @throws IllegalArgumentException if one has more than 20 units
   */
  HiddenUnits(Units units, int visible) {
    this.units = units;
    this.visible = visible;
    groupOf = new int[units.count()];
    Arrays.fill(groupOf, -1);
    for (int i = visible; i < units.count(); i++) {
      if (groupOf[i] < 0) {
        groups.add(group(i));
      }
    }
  }

  private Group group(int first) {
    Graph graph = units.graph();
    List<Integer> found = new ArrayList<>(List.of(first));
    groupOf[first] = groups.size();
    for (int next = 0; next < found.size(); next++) {
      int i = found.get(next);
      for (int k = graph.starts()[i]; k < graph.starts()[i + 1]; k++) {
        int j = graph.neighbours()[k];
        if (j >= visible && groupOf[j] < 0) {
          groupOf[j] = groups.size();
          found.add(j);
        }
      }
    }
    if (found.size() > MOST) {
      throw new IllegalArgumentException(
          found.size()
              + " hidden units are coupled with each other, and the energy sums over all their"
              + " states; the most are "
              + MOST
              + ": take fewer hidden units, or a graph that couples fewer of them with each other");
    }
    int[] members = found.stream().mapToInt(Integer::intValue).sorted().toArray();
    List<int[]> edges = new ArrayList<>();
    for (int a = 0; a < members.length; a++) {
      for (int e = graph.forward()[members[a]]; e < graph.forward()[members[a] + 1]; e++) {
        edges.add(new int[] {a, Arrays.binarySearch(members, graph.higher()[e]), e});
      }
    }
    int[][] columns = new int[3][edges.size()];
    for (int e = 0; e < edges.size(); e++) {
      for (int c = 0; c < 3; c++) {
        columns[c][e] = edges.get(e)[c];
      }
    }
    Graph among = Graph.of(members.length, columns[0], columns[1], new float[edges.size()]);
    return new Group(members, among, columns[2]);
  }

  List<Group> groups() {
    return groups;
  }

  int groupOf(int unit) {
    return groupOf[unit];
  }

  /** One tree for each group of several units; null for a single unit, which needs none. */
  StateTree[] trees() {
    return groups.stream().map(group -> new StateTree(group.graph(), 2)).toArray(StateTree[]::new);
  }

  /** The field on every hidden unit, given the visible ones: {@code out[i]} for unit {@code i}. */
  void fields(float[] x, int at, Law law, double[] out) {
    Graph graph = units.graph();
    float[] theta = law.theta();
    for (int i = visible; i < units.count(); i++) {
      double field = theta[units.fields() + i];
      for (int k = graph.starts()[i]; k < graph.starts()[i + 1]; k++) {
        int j = graph.neighbours()[k];
        if (j >= visible) {
          break; // neighbours rise
        }
        field += (double) theta[graph.links()[k]] * x[at + j];
      }
      out[i] = law.scale() * field + law.leaning(i);
    }
  }

  /** {@code log Σ_h exp(-E(v, h))} of one group, its own terms only. */
  double logSum(int group, StateTree tree, Law law, double[] fields) {
    int[] members = groups.get(group).units();
    if (members.length == 1) {
      double field = fields[members[0]];
      return Math.max(field, 0) + Math.log1p(Math.exp(-Math.abs(field)));
    }
    double constant = fill(group, tree, law, fields);
    return tree.logPartition() + constant;
  }

  /** Gives a tree the terms of a group, with {@code h h' = (δ + h + h' - 1) / 2}. */
  private double fill(int group, StateTree tree, Law law, double[] fields) {
    Group g = groups.get(group);
    for (int a = 0; a < g.units().length; a++) {
      tree.fields()[2 * a] = 0;
      tree.fields()[2 * a + 1] = fields[g.units()[a]];
    }
    double constant = 0;
    for (int a = 0; a < g.units().length; a++) {
      for (int e = g.graph().forward()[a]; e < g.graph().forward()[a + 1]; e++) {
        double half = law.scale() * law.theta()[g.links()[e]] / 2;
        tree.couplings()[e] = half;
        tree.fields()[2 * a + 1] += half;
        tree.fields()[2 * g.graph().higher()[e] + 1] += half;
        constant -= half;
      }
    }
    return constant;
  }

  /**
   * The means of a group's units given the visible ones, into {@code means[at + unit]}; and what
   * the means of their products exceed the products of their means by, into the place of each
   * coupling.
   */
  void moments(
      int group,
      StateTree tree,
      Law law,
      double[] fields,
      float[] means,
      int at,
      double[] covariances) {
    Group g = groups.get(group);
    int[] members = g.units();
    if (members.length == 1) {
      means[at + members[0]] = (float) (1 / (1 + Math.exp(-fields[members[0]])));
      return;
    }
    fill(group, tree, law, fields);
    tree.expectations();
    double[] singles = tree.singles();
    for (int a = 0; a < members.length; a++) {
      means[at + members[a]] = (float) singles[2 * a + 1];
    }
    for (int a = 0; a < members.length; a++) {
      for (int e = g.graph().forward()[a]; e < g.graph().forward()[a + 1]; e++) {
        double one = singles[2 * a + 1];
        double other = singles[2 * g.graph().higher()[e] + 1];
        covariances[e] = (tree.pairs()[e] + one + other - 1) / 2 - one * other;
      }
    }
  }

  /** Draws a group's units given the visible ones, exactly. */
  void sample(
      int group, StateTree tree, Law law, double[] fields, float[] x, int at, RandomStream random) {
    int[] members = groups.get(group).units();
    if (members.length == 1) {
      double up = 1 / (1 + Math.exp(-fields[members[0]]));
      x[at + members[0]] = random.nextDouble() < up ? 1 : 0;
      return;
    }
    fill(group, tree, law, fields);
    int[] drawn = tree.sample(1, random);
    for (int a = 0; a < members.length; a++) {
      x[at + members[a]] = drawn[a];
    }
  }
}
