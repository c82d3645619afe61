package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.exact.StateTree;
import io.ebm.models.boltzmann.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Gibbs sweeps over the visible units alone, at any inverse temperature of their energy: each is
 * drawn given the other visible ones, the hidden ones summed out.
 */
final class FreeSweep {

  private final Units units;
  private final HiddenUnits hidden;
  private final Law law;
  private final int visible;
  private final StateTree[] trees;
  private final int[] touched; // the last unit that touched a group

  FreeSweep(Units units, HiddenUnits hidden, Law law, int visible) {
    this.units = units;
    this.hidden = hidden;
    this.law = law;
    this.visible = visible;
    trees = hidden.trees();
    touched = new int[trees.length];
  }

  void sweep(Batch x, @Nullable Batch given, int sweeps, double beta, RandomStream random) {
    try (Scratch scratch = Scratch.open()) {
      double[] fields = scratch.doubles(units.count());
      for (int r = 0; r < x.size(); r++) {
        int at = x.offset(r);
        for (int sweep = 0; sweep < sweeps; sweep++) {
          hidden.fields(x.array(), at, law, fields);
          for (int i = 0; i < visible; i++) {
            if (given == null || Float.isNaN(given.array()[given.offset(r) + i])) {
              draw(x.array(), at, i, fields, beta, random);
            }
          }
        }
      }
    }
  }

  private void draw(float[] x, int at, int i, double[] fields, double beta, RandomStream random) {
    Graph graph = units.graph();
    float[] theta = law.theta();
    double gap = theta[units.fields() + i];
    int k = graph.starts()[i];
    int end = graph.starts()[i + 1];
    for (; k < end && graph.neighbours()[k] < visible; k++) {
      gap += (double) theta[graph.links()[k]] * x[at + graph.neighbours()[k]];
    }
    gap = law.scale() * gap + law.leaning(i);
    move(fields, k, end, -x[at + i]);
    gap -= around(k, end, fields, -1 - i);
    move(fields, k, end, 1);
    gap += around(k, end, fields, 1 + i);
    boolean up = random.nextDouble() < 1 / (1 + Math.exp(-beta * gap));
    x[at + i] = Double.isNaN(gap) ? Float.NaN : up ? 1 : 0;
    if (!up) {
      move(fields, k, end, -1);
    }
  }

  /** Adds a visible unit's couplings to the fields on its hidden neighbours. */
  private void move(double[] fields, int from, int end, float by) {
    Graph graph = units.graph();
    for (int k = from; k < end; k++) {
      fields[graph.neighbours()[k]] += law.scale() * by * law.theta()[graph.links()[k]];
    }
  }

  /** The sums of the groups that a visible unit is coupled with, each once. */
  private double around(int from, int end, double[] fields, int mark) {
    double sum = 0;
    for (int k = from; k < end; k++) {
      int group = hidden.groupOf(units.graph().neighbours()[k]);
      if (touched[group] != mark) {
        touched[group] = mark;
        sum += hidden.logSum(group, trees[group], law, fields);
      }
    }
    return sum;
  }
}
