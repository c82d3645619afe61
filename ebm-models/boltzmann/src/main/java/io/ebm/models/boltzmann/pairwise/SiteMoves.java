package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.PairCouplings;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.models.boltzmann.graph.Graph;

/** Single sites of two-valued units coupled in pairs: fields, differences, conditionals. */
final class SiteMoves {

  private SiteMoves() {}

  /** The field {@code -∂E/∂x_i} on a unit of the state at an offset. */
  static double field(Units units, Law law, int unit, float[] x, int at) {
    Graph graph = units.graph();
    float[] theta = law.theta();
    double sum = theta[units.fields() + unit];
    for (int k = graph.starts()[unit]; k < graph.starts()[unit + 1]; k++) {
      sum += (double) theta[graph.links()[k]] * x[at + graph.neighbours()[k]];
    }
    return law.scale() * sum + law.leaning(unit);
  }

  /** The differences of the first {@code units} of a row whose state is at an offset. */
  static void differences(
      Units all, Law law, StateSpace space, int units, float[] x, int at, float[] out, int to) {
    for (int i = 0; i < units; i++) {
      double field = field(all, law, i, x, at);
      for (int a = 0; a < 2; a++) {
        out[to + 2 * i + a] = (float) (-field * (space.value(a) - x[at + i]));
      }
    }
  }

  /** Draws units from their conditionals. */
  static void sample(
      Units units, Law law, Batch x, int[] sites, int count, double beta, RandomStream random) {
    for (int r = 0; r < x.size(); r++) {
      int at = x.offset(r);
      for (int k = 0; k < count; k++) {
        double gap = beta * (1 - units.low()) * field(units, law, sites[k], x.array(), at);
        boolean up = random.nextDouble() * (1 + Math.exp(-gap)) < 1;
        x.array()[at + sites[k]] = Double.isNaN(gap) ? Float.NaN : up ? 1 : units.low();
      }
    }
  }

  /** What cluster moves need of spins. */
  static PairCouplings couplings(Units units, Law law) {
    Graph graph = units.graph();
    int[] links = graph.links();
    double[] strengths = new double[links.length];
    for (int k = 0; k < links.length; k++) {
      strengths[k] = 2 * law.scale() * law.theta()[links[k]]; // s s' = 2 δ - 1
    }
    double[] fields = new double[2 * units.count()];
    for (int i = 0; i < units.count(); i++) {
      double field = law.scale() * law.theta()[units.fields() + i] + law.leaning(i);
      fields[2 * i] = -field;
      fields[2 * i + 1] = field;
    }
    return new PairCouplings(2, graph.starts(), graph.neighbours(), strengths, fields);
  }
}
