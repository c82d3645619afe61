package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.graph.Lattice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Ising model (Ising 1925) on a lattice or any graph: {@code E(s) = -(Σ_(i,j) J_ij s_i s_j +
 * Σ_i h_i s_i) / T} with spins of ±1. Its parameters are {@code couplings} [edges], in the order of
 * the graph's edges (by lower, then higher vertex), and {@code fields} [spins], both in units of
 * the temperature's.
 *
 * <p>Where all couplings are of one strength and all fields alike, chains are swept as bits, up to
 * 64 in a word; see {@link PackedSpins}. Otherwise, and where spins are held, one by one.
 */
public final class Ising extends PairwiseEnergy implements SiteSampled, PairwiseCoupled {

  private final @Nullable PackedSpins packed;

  private Ising(
      StateSpace space, Units units, Parameters parameters, Law law, @Nullable PackedSpins packed) {
    super(space, units, parameters, law);
    this.packed = packed;
  }

  /**
   * A model of zero couplings and fields.
   *
   * @param shape the extents of a state; their product is the number of vertices
   * @param temperature positive
   */
  public static Ising of(Graph graph, List<Integer> shape, double temperature) {
    Parameters.Builder layout = Parameters.builder();
    if (graph.edges() > 0) {
      layout.add("couplings", graph.edges());
    }
    Parameters parameters = layout.add("fields", graph.vertices()).build();
    Law law = new Law(parameters.values(), 1 / temperature, null, 0);
    PackedSpins packed = PackedSpins.possible(graph) ? PackedSpins.of(graph) : null;
    StateSpace space = new StateSpace.Spin(shape);
    return new Ising(space, new Units(graph, -1), parameters, law, packed);
  }

  /** A lattice of coupling 1 without field. */
  public static Ising lattice(Boundary boundary, double temperature, Integer... shape) {
    Graph graph = Lattice.of(List.of(shape), boundary);
    Ising ising = of(graph, List.of(shape), temperature);
    System.arraycopy(graph.weights(), 0, ising.parameters.values(), 0, graph.edges());
    return ising;
  }

  @Override
  Ising with(Law other) {
    return new Ising(space, units, parameters, other, packed);
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    if (packed != null
        && x.size() >= PackedSpins.LEAST_ROWS
        && (law.base() == null || law.lean() == 0)
        && packed.fits(law.theta())) {
      packed.sweep(x, sweeps, beta * law.scale(), law.theta(), random);
    } else {
      super.sweep(x, sweeps, beta, random);
    }
  }

  @Override
  public void sampleSites(Batch x, int[] sites, int count, double beta, RandomStream random) {
    SiteMoves.sample(units, law, x, sites, count, beta, random);
  }

  @Override
  public PairCouplings couplings() {
    return SiteMoves.couplings(units, law);
  }

  /** Sets all fields. */
  void fill(double field) {
    float[] theta = parameters.values();
    Arrays.fill(theta, units.fields(), theta.length, (float) field);
  }
}
