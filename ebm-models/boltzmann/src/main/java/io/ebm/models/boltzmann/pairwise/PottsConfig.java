package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config of the energy {@code potts}; see {@link Potts}. */
public record PottsConfig(
    @Setting(doc = "Number of labels q of a unit, from 2 to 256.") int levels,
    @Setting(
            doc =
                "Extents of a lattice, one to three, as in [64, 64]. Left out where there is a graph.")
        @Nullable List<Integer> shape,
    @Setting(
            value = "\"torus\"",
            doc =
                "Whether the lattice closes upon itself. On a torus of extent 2 the two bonds of a pair"
                    + " count both.")
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
    @Setting(
            value = "[]",
            doc = "Field h on each label, an energy as the couplings J are; none for no fields.")
        List<Double> fields,
    @Setting(
            value = "1",
            doc =
                "Temperature k_B T, an energy as J and h are, positive: E = -(Σ J δ(s, s') + Σ h(s)) / T. The square"
                    + " lattice orders below 1 / log(1 + √q).")
        double temperature) {

  /** Checks the values. */
  public PottsConfig {
    Checks.between("levels", levels, 2, 256);
    shape = shape == null ? null : List.copyOf(shape);
    fields = List.copyOf(fields);
    Structure.check(shape, graph);
    Checks.that(Double.isFinite(coupling), "coupling", "must be finite, but is " + coupling);
    Checks.that(
        fields.isEmpty() || fields.size() == levels,
        "fields",
        "must have one number for each of the "
            + levels
            + " labels, or none, but has "
            + fields.size());
    for (double field : fields) {
      Checks.that(Double.isFinite(field), "fields", "must be finite, but has " + field);
    }
    Checks.positive("temperature", temperature);
  }
}
