package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.exact.StateTree;
import io.ebm.models.boltzmann.graph.Graph;

/** Exact answers about labels by a {@link StateTree}. */
final class ExactLabels implements Summed {

  private final Graph graph;
  private final Law law;
  private final StateTree tree;

  ExactLabels(Graph graph, int levels, Law law) {
    this.graph = graph;
    this.law = law;
    tree = new StateTree(graph, levels);
    for (int e = 0; e < graph.edges(); e++) {
      tree.couplings()[e] = law.scale() * law.theta()[e];
    }
    for (int i = 0; i < tree.fields().length; i++) {
      tree.fields()[i] = law.scale() * law.theta()[graph.edges() + i] + law.leaning(i);
    }
  }

  @Override
  public double logPartition() {
    return tree.logPartition();
  }

  @Override
  public void accumulateExpectations(double weight, Gradient into) {
    tree.expectations();
    double factor = -law.scale() * weight;
    float[] g = into.values();
    for (int e = 0; e < graph.edges(); e++) {
      g[e] += (float) (factor * tree.pairs()[e]);
    }
    for (int i = 0; i < tree.singles().length; i++) {
      g[graph.edges() + i] += (float) (factor * tree.singles()[i]);
    }
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    int[] drawn = tree.sample(into.size(), random);
    for (int i = 0; i < into.length(); i++) {
      into.array()[into.offset() + i] = drawn[i];
    }
  }

  @Override
  public void marginals(int visible, double[] out) {
    tree.expectations();
    System.arraycopy(tree.singles(), 0, out, 0, tree.singles().length);
  }
}
