package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Decodable;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an energy computes exactly, against the enumeration of its states, and against itself where
 * they cannot be enumerated. Each check throws {@link AssertionError}; each does nothing for an
 * energy without the capability.
 */
public final class ExactChecks {

  private static final double[] BETAS = {0, 0.4, 1, 1.7};
  private static final int ROW_BOUND_LIMIT = 1 << 12;
  private static final int CHECKED_ROWS = 4;
  private static final int DRAWS = 16384;
  private static final int TILE = 64;
  private static final double BALANCE = 1e-4;

  private ExactChecks() {}

  private static boolean enumerable(EnergyCase test) {
    int limit = test.rowBound() ? ROW_BOUND_LIMIT : Enumeration.LIMIT;
    return Enumeration.possible(test.energy().space(), limit);
  }

  private static Enumeration enumerate(EnergyCase test, int row) {
    return test.rowBound() ? Enumeration.ofRow(test.energy(), row) : Enumeration.of(test.energy());
  }

  /** {@link Tractable#logPartitions} against the sum over all states. */
  public static void logPartitionIsExact(EnergyCase test) {
    Tractable energy = test.energy().as(Tractable.class).orElse(null);
    if (energy == null || !enumerable(test)) {
      return;
    }
    int rows = Math.min(CHECKED_ROWS, test.states().size());
    double[] out = new double[rows + 1];
    out[rows] = Double.MAX_VALUE;
    energy.logPartitions(rows, out);
    require(out[rows] == Double.MAX_VALUE, test + ": logPartitions() wrote beyond its rows");
    for (int row = 0; row < rows; row++) {
      double expected = enumerate(test, row).logPartition(1);
      if (!(Math.abs(out[row] - expected) <= 1e-5 * Math.max(1, Math.abs(expected)))) {
        throw new AssertionError(
            String.format("%s: log Z of row %d is %.9g, not %.9g", test, row, out[row], expected));
      }
      if (!test.rowBound() && row > 0) {
        require(out[row] == out[0], test + ": log Z differs between rows");
      }
    }
  }

  /**
   * {@link ExactExpectations#accumulateExpectations} against the sum over all states, where there
   * are few; and in any case against finite differences: {@code ∇θ log Z = -E[∇θ E(x)]}.
   */
  public static void expectationsAreExact(EnergyCase test) {
    ExactExpectations energy = test.energy().as(ExactExpectations.class).orElse(null);
    Tractable tractable = test.energy().as(Tractable.class).orElse(null);
    if (energy == null) {
      return;
    }
    int rows = test.rowBound() ? Math.min(CHECKED_ROWS, test.states().size()) : 1;
    double[] weights = Arrays.copyOf(test.weights("weights"), rows);
    Gradient gradient = energy.parameters().newGradient();
    energy.accumulateExpectations(weights, gradient);
    Gradient twice = energy.parameters().newGradient();
    energy.accumulateExpectations(weights, twice);
    energy.accumulateExpectations(weights, twice);
    Gradient doubled = energy.parameters().newGradient();
    doubled.add(gradient);
    doubled.scale(2);
    Closeness.check(
        test + ": expectations added twice, value", twice.values(), doubled.values(), 1e-5);
    if (tractable != null && isNormalised(test, energy, tractable, rows)) {
      Closeness.check(
          test + ": log Z is one number at all parameters, expectation",
          gradient.values(),
          energy.parameters().newGradient().values(),
          0);
      if (!test.rowBound() && enumerable(test)) {
        requireBalance(test, energy);
      }
      return;
    }
    if (tractable != null) {
      double[] out = new double[rows];
      tractable.logPartitions(rows, out);
      double scale = 1;
      for (int i = 0; i < rows; i++) {
        scale += Math.abs(weights[i] * out[i]);
      }
      GradientChecks.compareParameters(
          test,
          "accumulateExpectations()",
          gradient,
          (t, value) -> {
            tractable.logPartitions(rows, out);
            value[0] = 0;
            for (int i = 0; i < rows; i++) {
              value[0] -= weights[i] * out[i];
            }
          },
          scale);
    }
    if (!test.rowBound() && enumerable(test)) {
      Enumeration all = enumerate(test, 0);
      double[] factors = all.probabilities(1);
      for (int s = 0; s < factors.length; s++) {
        factors[s] *= weights[0];
      }
      Gradient expected = energy.parameters().newGradient();
      energy.accumulate(all.states(), factors, expected);
      Closeness.check(
          test + ": expectation, value", gradient.values(), expected.values(), test.tolerance());
    }
  }

  /** Whether log Z is the same, to the bit, at other parameters. */
  private static boolean isNormalised(
      EnergyCase test, ExactExpectations energy, Tractable tractable, int rows) {
    double[] here = new double[rows];
    tractable.logPartitions(rows, here);
    float[] values = energy.parameters().values();
    float[] kept = values.clone();
    try {
      RandomStream random = test.random("other parameters");
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.1 * random.nextGaussian());
      }
      double[] there = new double[rows];
      tractable.logPartitions(rows, there);
      return Arrays.equals(here, there);
    } finally {
      System.arraycopy(kept, 0, values, 0, kept.length);
    }
  }

  /** The gradients of all states, by their probabilities, are balanced. */
  private static void requireBalance(EnergyCase test, ExactExpectations energy) {
    Enumeration all = enumerate(test, 0);
    double[] factors = all.probabilities(1);
    Gradient sum = energy.parameters().newGradient();
    energy.accumulate(all.states(), factors, sum);
    Arrays.fill(factors, 0, factors.length / 2, 0);
    Gradient half = energy.parameters().newGradient();
    energy.accumulate(all.states(), factors, half);
    float scale = 0;
    for (float value : half.values()) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (float value : sum.values()) {
      require(
          Math.abs(value) <= BALANCE * scale,
          test + ": it is normalised, and the expectation of its gradient is " + value);
    }
  }

  /** {@link ExactDraws#sample} draws from the enumerated law. */
  public static void samplesAreExact(EnergyCase test) {
    ExactDraws energy = test.energy().as(ExactDraws.class).orElse(null);
    if (energy == null || !enumerable(test)) {
      return;
    }
    int rows = test.rowBound() ? Math.min(CHECKED_ROWS, test.states().size()) : TILE;
    Enumeration[] all = new Enumeration[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = row > 0 && !test.rowBound() ? all[0] : enumerate(test, row);
    }
    PValue.confirm(
        test + ": sample() draws from exp(-E)",
        test.seed(),
        seed -> sampleTests(test, energy, all, RandomStream.of(seed).split("samples")));
  }

  private static List<PValue> sampleTests(
      EnergyCase test, ExactDraws energy, Enumeration[] all, RandomStream random) {
    int tested = test.rowBound() ? all.length : 1; // otherwise all rows have one law
    long[][] counts = new long[tested][all[0].size()];
    Batch drawn = Batch.allocate(all.length, test.states().dim());
    for (int k = 0; k < DRAWS / all.length; k++) {
      energy.sample(drawn, random);
      for (int row = 0; row < all.length; row++) {
        counts[row % tested][all[row].index(drawn, row)]++;
      }
    }
    List<PValue> tests = new ArrayList<>();
    for (int row = 0; row < tested; row++) {
      double p = Statistics.chiSquare(counts[row], all[row].probabilities(1));
      tests.add(new PValue("samples of row " + row, p));
    }
    return tests;
  }

  /**
   * {@link GibbsSampled#sweep} keeps {@code exp(-beta E)}: chains started exactly there stay. At
   * {@code beta = 0} one sweep from a single state reaches the uniform law, which a sweep that
   * forgets a unit does not; and no sweep moves nothing.
   */
  public static void sweepKeepsItsTarget(EnergyCase test) {
    GibbsSampled energy = test.energy().as(GibbsSampled.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states().copy();
    energy.sweep(x, 0, 1, test.random("none"));
    Closeness.check(test + ": after no sweep, the state", x, test.states(), 0);
    energy.sweep(x, 5, 1, test.random("some"));
    StateSpace space = test.energy().space();
    require(space.firstOutside(x) < 0, test + ": a sweep leaves the space");
    if (!Enumeration.possible(space, ROW_BOUND_LIMIT) || test.rowBound()) {
      return;
    }
    PValue.confirm(
        test + ": sweep() keeps exp(-beta E)",
        test.seed(),
        seed -> sweepTests(test, energy, RandomStream.of(seed)));
  }

  private static List<PValue> sweepTests(
      EnergyCase test, GibbsSampled energy, RandomStream random) {
    Enumeration all = enumerate(test, 0);
    Batch states = Batch.allocate(DRAWS, all.states().dim());
    List<PValue> tests = new ArrayList<>();
    for (double beta : BETAS) {
      for (int sweeps : new int[] {1, 4}) {
        RandomStream own = random.split("sweeps").split(tests.size());
        all.sample(states, beta, own);
        sweepTiles(energy, states, sweeps, beta, own);
        String name = sweeps + " sweeps at beta " + beta;
        tests.addAll(named(name, SamplerTarget.enumerated(test.energy(), beta).test(states)));
      }
    }
    for (int i = 0; i < DRAWS; i++) {
      states.copyRow(i, all.states(), 0);
    }
    sweepTiles(energy, states, 1, 0, random.split("uniform"));
    tests.addAll(
        named(
            "one sweep at beta 0 from a single state",
            SamplerTarget.enumerated(test.energy(), 0).test(states)));
    return tests;
  }

  private static void sweepTiles(
      GibbsSampled energy, Batch states, int sweeps, double beta, RandomStream random) {
    for (int from = 0; from < states.size(); from += TILE) {
      energy.sweep(states.slice(from, from + TILE), sweeps, beta, random);
    }
  }

  private static List<PValue> named(String prefix, List<PValue> tests) {
    return tests.stream().map(p -> new PValue(prefix + ", " + p.name(), p.value())).toList();
  }

  /**
   * {@link Decodable#decode} gives states of the space with their energies.
   *
   * @param global whether it promises the lowest energy of all, which is then compared with the
   *     enumeration
   */
  public static void decodeFindsMinima(EnergyCase test, boolean global) {
    Decodable energy = test.energy().as(Decodable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch decoded = test.states().copy();
    double[] energies = new double[decoded.size()];
    energy.decode(decoded, energies);
    require(test.energy().space().firstOutside(decoded) < 0, test + ": a decoded state is outside");
    Closeness.check(
        test + ": of the decoded state, energy", energies, test.energies(decoded), 1e-5);
    Batch again = decoded.copy();
    double[] energiesAgain = new double[decoded.size()];
    energy.decode(again, energiesAgain);
    Closeness.check(test + ": decoded again, energy", energiesAgain, energies, 1e-6);
    if (global && enumerable(test)) {
      for (int row = 0; row < Math.min(CHECKED_ROWS, decoded.size()); row++) {
        Enumeration all = enumerate(test, row);
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s < all.size(); s++) {
          least = Math.min(least, all.energy(s));
        }
        if (!(Math.abs(energies[row] - least) <= 1e-5 * Math.max(1, Math.abs(least)))) {
          throw new AssertionError(
              String.format(
                  "%s: row %d decodes to energy %.9g, the least is %.9g",
                  test, row, energies[row], least));
        }
      }
    }
  }

  /** {@link ExactMarginals#marginals} against the sum over all states. */
  public static void marginalsAreExact(EnergyCase test) {
    ExactMarginals energy = test.energy().as(ExactMarginals.class).orElse(null);
    if (energy == null || !enumerable(test)) {
      return;
    }
    int rows = Math.min(CHECKED_ROWS, test.states().size());
    int dim = test.states().dim();
    int levels = test.energy().space().levels();
    double[] out = new double[rows * dim * levels];
    energy.marginals(rows, out);
    for (int row = 0; row < rows; row++) {
      Enumeration all = enumerate(test, row);
      double[] p = all.probabilities(1);
      double[] expected = new double[dim * levels];
      for (int s = 0; s < p.length; s++) {
        for (int j = 0; j < dim; j++) {
          expected[j * levels + level(test.energy().space(), all.states().get(s, j))] += p[s];
        }
      }
      Closeness.check(
          test + ": marginal of row " + row + ", value",
          Arrays.copyOfRange(out, row * dim * levels, (row + 1) * dim * levels),
          expected,
          1e-5);
    }
  }

  private static int level(StateSpace space, float value) {
    return space instanceof StateSpace.Spin ? (value > 0 ? 1 : 0) : (int) value;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
