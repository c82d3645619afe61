package io.ebm.dist;

import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Sampler;
import io.ebm.core.Ebm;
import io.ebm.core.compose.Composition;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.ProposedGaussian;
import io.ebm.testkit.SamplerTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every sampler of the distribution, with settings, and the kinds of energies that it supports. */
final class EverySampler {

  /** Kinds of energies: what is special about each is its space or what it can do. */
  enum Kind {
    REAL,
    WELL,
    BOX,
    SPINS,
    BITS,
    LABELS,
    SEQUENCES,
    OBSERVED,
    PROPOSED
  }

  private static final Set<Kind> REALS = Set.of(Kind.REAL, Kind.WELL, Kind.OBSERVED, Kind.PROPOSED);
  private static final Set<Kind> DISCRETE = Set.of(Kind.SPINS, Kind.BITS, Kind.LABELS);
  private static final Set<Kind> SITES = union(DISCRETE, Set.of(Kind.SEQUENCES));

  private static final Map<Kind, String> ENERGIES =
      Map.of(
          Kind.REAL,
          "{\"type\": \"gaussian\", \"mean\": [1, 0], \"covariance\": [[1, 0.5], [0.5, 1.5]]}",
          Kind.SPINS,
          "{\"type\": \"ising\", \"shape\": [2, 3], \"temperature\": 5, \"field\": 0.3}",
          Kind.BITS,
          "{\"type\": \"rbm\", \"hidden\": 4, \"weightScale\": 0.5}",
          Kind.LABELS,
          "{\"type\": \"potts\", \"shape\": [2, 2], \"levels\": 3, \"temperature\": 2}",
          Kind.SEQUENCES,
          "{\"type\": \"residual\", \"base\": {\"type\": \"n-gram\", \"order\": 2, \"add\": 0.5},"
              + " \"correction\": {\"type\": \"network\", \"layers\": [{\"type\": \"embedding\","
              + " \"dim\": 3}, {\"type\": \"global-pool\"}, {\"type\": \"dense\", \"units\": 1}]}}",
          Kind.OBSERVED,
          "{\"type\": \"bayesian-logistic-regression\", \"data\": {\"type\": \"csv\", \"file\":"
              + " \"observed.csv\", \"labelColumn\": 1}}");

  /** What a sampler is called in the table, its settings, and what it supports. */
  private record Row(String settings, Set<Kind> kinds) {}

  private static final Set<Kind> GRADIENTS = union(REALS, Set.of(Kind.BOX));
  private static final Set<Kind> ALL = union(GRADIENTS, SITES);
  private static final String WALK = "{\"type\": \"metropolis\", \"stepSize\": 0.8}";

  private static final Map<String, Row> TABLE = new TreeMap<>();

  static {
    row("metropolis", "\"stepSize\": 0.8", ALL);
    row("slice", "\"width\": 2", ALL);
    row("elliptical-slice", "", GRADIENTS);
    row("langevin", "\"stepSize\": 0.05", GRADIENTS);
    row("mala", "\"stepSize\": 0.4", GRADIENTS);
    row("preconditioned-langevin", "\"stepSize\": 0.4", GRADIENTS);
    row("underdamped-langevin", "\"stepSize\": 0.1, \"friction\": 1.5", GRADIENTS);
    row("hmc", "\"stepSize\": 0.4, \"leapfrogs\": 3", GRADIENTS);
    row("nuts", "\"stepSize\": 0.5, \"maxDepth\": 4", GRADIENTS);
    row("amortised", "", Set.of(Kind.PROPOSED));
    row("sgld", "\"stepSize\": 0.01, \"batch\": 3", Set.of(Kind.OBSERVED));
    row("annealed-langevin", "\"noiseLevels\": [2, 0.5], \"stepsPerLevel\": 3", Set.of(Kind.REAL));
    row("ancestral", "\"nodes\": 8", Set.of(Kind.REAL));
    row("ddim", "\"nodes\": 8, \"eta\": 0.5", Set.of(Kind.REAL));
    row("euler-maruyama", "\"nodes\": 80", Set.of(Kind.REAL));
    row("reverse-diffusion", "\"nodes\": 80", Set.of(Kind.REAL));
    row("heun", "\"nodes\": 8, \"churn\": 4", Set.of(Kind.REAL));
    row("dpm-solver", "\"nodes\": 8", Set.of(Kind.REAL));
    row("predictor-corrector", "\"nodes\": 8", Set.of(Kind.REAL));
    row("probability-flow", "\"nodes\": 8, \"tolerance\": 0.01", Set.of(Kind.REAL));
    row(
        "predictor-corrector (mala)",
        "\"nodes\": 8, \"corrector\": {\"type\": \"mala\", \"stepSize\": 0.3}",
        Set.of(Kind.REAL));
    row("recovery", "\"nodes\": 8, \"steps\": 4", Set.of(Kind.REAL));
    row(
        "recovery (mala)",
        "\"nodes\": 8, \"steps\": 4, \"corrector\": {\"type\": \"mala\", \"stepSize\": 0.2}",
        Set.of(Kind.REAL));
    row(
        "block",
        "\"blocks\": [{\"units\": [1], \"sampler\": " + WALK + "}, {\"sampler\": " + WALK + "}]",
        Set.of(
            Kind.REAL,
            Kind.BOX,
            Kind.SPINS,
            Kind.BITS,
            Kind.LABELS,
            Kind.SEQUENCES,
            Kind.OBSERVED,
            Kind.PROPOSED));
    row(
        "block (gibbs)",
        "\"blocks\": [{\"from\": 0, \"to\": 2, \"sampler\": {\"type\": \"gibbs\"}}, {\"steps\": 2,"
            + " \"sampler\": {\"type\": \"gibbs\"}}]",
        DISCRETE);
    row(
        "block (mala)",
        "\"blocks\": [{\"units\": [0], \"sampler\": {\"type\": \"mala\", \"stepSize\": 0.4}},"
            + " {\"sampler\": {\"type\": \"mala\", \"stepSize\": 0.4}}]",
        Set.of(Kind.REAL, Kind.BOX, Kind.OBSERVED, Kind.PROPOSED));
    row("svgd", "", REALS);
    row("gradient-descent", "\"stepSize\": 0.1", GRADIENTS);
    row("nesterov", "\"stepSize\": 0.1", GRADIENTS);
    row("derivative-free", "\"candidates\": 8", GRADIENTS);
    row("gibbs", "", DISCRETE);
    row("gibbs-with-gradients", "", SITES);
    row("discrete-langevin", "\"stepSize\": 1.5", SITES);
    row("wolff", "", Set.of(Kind.SPINS, Kind.LABELS));
    row("swendsen-wang", "", Set.of(Kind.SPINS, Kind.LABELS));
    row(
        "parallel-tempering",
        "\"temperatures\": [1, 2], \"settle\": 10, \"sampler\": " + WALK,
        ALL);
    row("tempered-transitions", "\"levels\": 2, \"highest\": 2, \"sampler\": " + WALK, ALL);
    row("smc", "\"particles\": 4, \"levels\": 2, \"sampler\": " + WALK, ALL);
    row("simulated-annealing", "\"from\": 3, \"steps\": 8, \"sampler\": " + WALK, ALL);
    row("independence", "\"proposal\": {\"type\": \"gaussian\", \"deviation\": 2}", REALS);
    row(
        "independence (uniform)",
        "\"proposal\": {\"type\": \"uniform\", \"low\": -6, \"high\": 6}",
        ALL);
    row("independence (base)", "", Set.of(Kind.SEQUENCES));
    row("exact", "", Set.of(Kind.REAL, Kind.SPINS, Kind.BITS, Kind.LABELS));
    row("importance-resampling", "\"candidates\": 5", Set.of(Kind.SEQUENCES));
    row(
        "importance-resampling (uniform)",
        "\"candidates\": 5, \"proposal\": {\"type\": \"uniform\", \"low\": -6, \"high\": 6}",
        ALL);
    row("gibbs (random)", "\"scan\": \"random\"", Set.of(Kind.SPINS, Kind.LABELS));
    row(
        "gibbs (blocks)",
        "\"blocks\": [[0, 1, 2], [3]]",
        Set.of(Kind.LABELS, Kind.SEQUENCES));
    row(
        "parallel-tempering (mala)",
        "\"levels\": 2, \"highest\": 2, \"settle\": 10, \"sampler\": {\"type\": \"mala\","
            + " \"stepSize\": 0.3}",
        GRADIENTS);
    row(
        "tempered-transitions (gibbs)",
        "\"levels\": 2, \"highest\": 2, \"sampler\": {\"type\": \"gibbs\", \"scan\": \"random\"}",
        Set.of(Kind.SPINS, Kind.LABELS));
  }

  private final Ebm ebm;
  private final Path folder;
  private final Map<Kind, SamplerTarget> targets = new LinkedHashMap<>();
  private final Map<Kind, EnergyFunction> energies = new LinkedHashMap<>();

  EverySampler(Ebm ebm, Path folder) {
    this.ebm = ebm;
    this.folder = folder;
    try {
      Files.copy(
          Project.example("bars-and-stripes-3x3.csv"), folder.resolve("bars-and-stripes-3x3.csv"));
      Files.writeString(folder.resolve("texts.txt"), "ab\nb\na\nbb\nabb\n");
      Files.writeString(
          folder.resolve("observed.csv"),
          "a,class\n0.1,0\n-1,0\n2,1\n0.7,1\n-0.3,1\n0.2,0\n1.5,1\n-2,0\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ENERGIES.forEach((kind, json) -> energies.put(kind, given(kind, json)));
    SamplerTarget well = SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3));
    SamplerTarget box = SamplerTarget.of(GridEnergy.ramp(2, 1.5, -0.5f, 1f));
    energies.put(Kind.WELL, well.energy());
    energies.put(Kind.BOX, box.energy());
    targets.put(Kind.WELL, well);
    targets.put(Kind.BOX, box);
    energies.put(
        Kind.PROPOSED,
        new ProposedGaussian(
            gaussian(0), new double[] {1, 0}, new double[][] {{1, 0}, {0.5, Math.sqrt(1.25)}}));
    for (Kind kind : List.of(Kind.REAL, Kind.PROPOSED)) {
      targets.put(kind, SamplerTarget.of(energy(kind), gaussian(0)));
    }
    for (Kind kind : SITES) {
      targets.put(kind, SamplerTarget.enumerated(energy(kind), 1));
    }
  }

  private static void row(String name, String settings, Set<Kind> kinds) {
    TABLE.put(name, new Row(settings, kinds));
  }

  private static Set<Kind> union(Set<Kind> a, Set<Kind> b) {
    Set<Kind> all = new java.util.HashSet<>(a);
    all.addAll(b);
    return Set.copyOf(all);
  }

  /** The law of {@code langevin} with a step on the Gaussian; its own for the step 0. */
  private static GaussianEnergy gaussian(double step) {
    double[][] p = {{1.5 / 1.25, -0.5 / 1.25}, {-0.5 / 1.25, 1 / 1.25}};
    double[][] law = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        law[i][j] = p[i][j] - step / 2 * (p[i][0] * p[0][j] + p[i][1] * p[1][j]);
      }
    }
    return new GaussianEnergy(new double[] {1, 0}, law);
  }

  /** All names of the table. */
  static Set<String> names() {
    return TABLE.keySet();
  }

  /** The registry name of a row of the table. */
  static String type(String name) {
    return name.replaceAll(" .*", "");
  }

  /** The kinds that a row supports, in order. */
  static List<Kind> kinds(String name) {
    return row(name).kinds().stream().sorted().toList();
  }

  private static Row row(String name) {
    Row row = TABLE.get(name);
    if (row == null) {
      throw new IllegalArgumentException(name);
    }
    return row;
  }

  /** The energy of a kind. */
  EnergyFunction energy(Kind kind) {
    EnergyFunction energy = energies.get(kind);
    if (energy == null) {
      throw new IllegalArgumentException(kind.name());
    }
    return energy;
  }

  /** What a row's chains must keep, where that is known in closed form. */
  Optional<SamplerTarget> target(String name, Kind kind) {
    if (name.equals("langevin")) { // it keeps a law of its own, on Gaussians a known one
      return kind == Kind.REAL || kind == Kind.PROPOSED
          ? Optional.of(SamplerTarget.of(energy(kind), gaussian(0.05)))
          : Optional.empty();
    }
    if (name.equals("underdamped-langevin") && kind != Kind.REAL && kind != Kind.PROPOSED) {
      return Optional.empty();
    }
    return Optional.ofNullable(targets.get(kind));
  }

  /** The sampler of a row. */
  Component<Sampler> sampler(String name) {
    return composition(name, Kind.REAL, energyJson(Kind.REAL)).sampler();
  }

  private static String energyJson(Kind kind) {
    return ENERGIES.getOrDefault(kind, "");
  }

  private EnergyFunction given(Kind kind, String json) {
    return (EnergyFunction) composition("metropolis", kind, json).model();
  }

  /** An experiment with a row's sampler, on some host. */
  Composition composition(Ebm host, String name) {
    return composition(host, name, Kind.REAL, energyJson(Kind.REAL));
  }

  private Composition composition(String name, Kind kind, String energy) {
    return composition(ebm, name, kind, energy);
  }

  private Composition composition(Ebm host, String name, Kind kind, String energy) {
    String settings = row(name).settings();
    String data =
        switch (kind) {
          case BITS ->
              "\"data\": {\"type\": \"csv\", \"file\": \"bars-and-stripes-3x3.csv\", \"shape\": [3, 3],"
                  + " \"binarize\": 0.5},";
          case SEQUENCES ->
              "\"data\": {\"type\": \"text\", \"file\": \"texts.txt\", \"tokenizer\": {\"type\":"
                  + " \"characters\"}, \"most\": 4, \"pad\": true},";
          default -> "";
        };
    Path file = folder.resolve("given.json");
    try {
      Files.writeString(
          file,
          """
          {
            "name": "given", "seed": 5, %s
            "energy": %s,
            "sampling": {"sampler": {"type": "%s"%s}}
          }
          """
              .formatted(
                  data,
                  energy,
                  type(name),
                  settings.isEmpty() ? "" : ", " + settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return host.compose(host.experiment(file, List.of()));
  }
}
