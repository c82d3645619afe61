package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code ising}; see {@link Ising}. */
public record IsingConfig(
    @Setting(
            doc =
                "Extents of a lattice, one to three, as in [64, 64]. Left out where there is a graph.")
        @Nullable List<Integer> shape,
    @Setting(
            value = "\"torus\"",
            doc =
                "Whether the lattice closes upon itself. On a torus of extent 2 the two bonds of a pair count both.")
        Boundary boundary,
    @Setting(
            doc =
                "File of a graph in place of a lattice, as of the G-set: a line 'vertices edges', then"
                    + " lines 'i j weight' with vertices from 1; the weight may be left out and is then 1.")
        @Nullable String graph,
    @Setting(
            value = "1",
            doc = "Coupling J; times the weights of the graph. Below 0 neighbours differ.")
        double coupling,
    @Setting(
            value = "\"none\"",
            doc =
                "Random factors of the couplings: none; fair signs; or normal, with standard deviation 1.")
        Disorder disorder,
    @Setting(value = "0", doc = "Field h on every spin, an energy as the couplings J are.")
        double field,
    @Setting(
            value = "1",
            doc =
                "Temperature k_B T, an energy as J and h are, positive: E = -(Σ J s s + Σ h s) / T. The square lattice"
                    + " orders below 2.269185.")
        double temperature) {

  /** Checks the values. */
  public IsingConfig {
    shape = shape == null ? null : List.copyOf(shape);
    Structure.check(shape, graph);
    Checks.that(Double.isFinite(coupling), "coupling", "must be finite, but is " + coupling);
    Checks.that(Double.isFinite(field), "field", "must be finite, but is " + field);
    Checks.positive("temperature", temperature);
  }
}
