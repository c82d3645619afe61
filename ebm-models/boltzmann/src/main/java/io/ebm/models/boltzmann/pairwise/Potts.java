package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.graph.Graph;

/**
 * The Potts model (Potts 1952) on a lattice or any graph: {@code E(s) = -(Σ_(i,j) J_ij δ(s_i, s_j)
 * + Σ_i h_i(s_i)) / T} with labels {@code 0 … q - 1}. Its parameters are {@code couplings} [edges],
 * in the order of the graph's edges (by lower, then higher vertex), and {@code fields} [units, q],
 * both in units of the temperature's.
 */
public final class Potts extends GraphEnergy
    implements SiteDifferences, SiteSampled, PairwiseCoupled {

  private final Graph graph;
  private final int levels;

  private Potts(StateSpace space, Graph graph, Parameters parameters, Law law) {
    super(space, parameters, law);
    this.graph = graph;
    this.levels = space.levels();
  }

  /**
   * A model of zero couplings and fields.
   *
   * @param levels the number q of labels, at least 2
   * @param temperature positive
   */
  public static Potts of(Graph graph, int levels, double temperature) {
    Parameters.Builder layout = Parameters.builder();
    if (graph.edges() > 0) {
      layout.add("couplings", graph.edges());
    }
    Parameters parameters = layout.add("fields", graph.vertices(), levels).build();
    Law law = new Law(parameters.values(), 1 / temperature, null, 0);
    return new Potts(new StateSpace.Categorical(graph.vertices(), levels), graph, parameters, law);
  }

  @Override
  Potts with(Law other) {
    return new Potts(space, graph, parameters, other);
  }

  @Override
  int units() {
    return graph.vertices();
  }

  @Override
  boolean linear() {
    return true;
  }

  @Override
  Summed sums() {
    return new ExactLabels(graph, levels, law);
  }

  @Override
  Summed independent() {
    return new IndependentLabels(graph.vertices(), levels, law);
  }

  @Override
  float[] baseFields(Examples data) {
    return BaseRates.labels(data, graph.vertices(), levels);
  }

  @Override
  public void energies(Batch x, double[] out) {
    float[] array = x.array();
    float[] theta = law.theta();
    int[] forward = graph.forward();
    int[] higher = graph.higher();
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      double sum = 0;
      double leaning = 0;
      for (int i = 0; i < graph.vertices(); i++) {
        float label = array[at + i];
        int place = i * levels + (int) label;
        float near = theta[graph.edges() + place];
        for (int e = forward[i]; e < forward[i + 1]; e++) {
          near += array[at + higher[e]] == label ? theta[e] : 0;
        }
        sum += near;
        leaning += law.leaning(place);
      }
      out[r] = -law.scale() * sum - leaning;
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    float[] array = x.array();
    float[] g = into.values();
    int[] forward = graph.forward();
    int[] higher = graph.higher();
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      float step = (float) (-law.scale() * weights[r]);
      for (int i = 0; i < graph.vertices(); i++) {
        float label = array[at + i];
        g[graph.edges() + i * levels + (int) label] += step;
        for (int e = forward[i]; e < forward[i + 1]; e++) {
          g[e] += array[at + higher[e]] == label ? step : 0;
        }
      }
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    LabelSweep.sweep(graph, levels, law, x, null, sweeps, beta, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    LabelSweep.sweep(graph, levels, law, x, given, sweeps, beta, random);
  }

  /** The fields of labels and neighbours on a unit of the state at an offset, into {@code out}. */
  private void local(int unit, float[] x, int at, double[] out) {
    float[] theta = law.theta();
    for (int a = 0; a < levels; a++) {
      int place = unit * levels + a;
      out[a] = law.scale() * theta[graph.edges() + place] + law.leaning(place);
    }
    for (int k = graph.starts()[unit]; k < graph.starts()[unit + 1]; k++) {
      out[(int) x[at + graph.neighbours()[k]]] += law.scale() * theta[graph.links()[k]];
    }
  }

  @Override
  public void differences(Batch x, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] local = scratch.doubles(levels);
      for (int r = 0; r < x.size(); r++) {
        int at = x.offset(r);
        for (int i = 0; i < graph.vertices(); i++) {
          local(i, x.array(), at, local);
          double here = local[(int) x.array()[at + i]];
          for (int a = 0; a < levels; a++) {
            out.array()[out.offset(r) + i * levels + a] = (float) (here - local[a]);
          }
        }
      }
    }
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public void sampleSites(Batch x, int[] sites, int count, double beta, RandomStream random) {
    try (Scratch scratch = Scratch.open()) {
      double[] local = scratch.doubles(levels);
      for (int r = 0; r < x.size(); r++) {
        for (int k = 0; k < count; k++) {
          local(sites[k], x.array(), x.offset(r), local);
          double most = local[0];
          for (int a = 1; a < levels; a++) {
            most = Math.max(most, local[a]);
          }
          for (int a = 0; a < levels; a++) {
            local[a] = Math.exp(beta * (local[a] - most));
          }
          x.array()[x.offset(r) + sites[k]] = LabelSweep.draw(local, levels, random.nextDouble());
        }
      }
    }
  }

  @Override
  public PairCouplings couplings() {
    int[] links = graph.links();
    double[] strengths = new double[links.length];
    for (int k = 0; k < links.length; k++) {
      strengths[k] = law.scale() * law.theta()[links[k]];
    }
    double[] fields = new double[graph.vertices() * levels];
    for (int k = 0; k < fields.length; k++) {
      fields[k] = law.scale() * law.theta()[graph.edges() + k] + law.leaning(k);
    }
    return new PairCouplings(levels, graph.starts(), graph.neighbours(), strengths, fields);
  }
}
