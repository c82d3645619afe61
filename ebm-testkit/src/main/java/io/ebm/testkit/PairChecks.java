package io.ebm.testkit;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.RandomStream;
import java.util.Optional;

/**
 * The energies of all pairs of contexts and targets, against those of one pair after the other.
 * Throws {@link AssertionError}.
 */
final class PairChecks {

  private PairChecks() {}

  /** Computes the energies of all pairs, row-major. */
  interface Energies {
    void of(Batch targets, double[] out);
  }

  /** Adds the gradient of the weighted energies of all pairs. */
  interface Accumulation {
    void of(Batch targets, double[] weights, Gradient into);
  }

  /**
   * {@link AllPairs}, if the energy has it.
   *
   * @param given an energy given so many contexts
   */
  static void allPairs(EnergyFunction given, int contexts, Batch targets, long seed) {
    Optional<AllPairs> pairs = given.as(AllPairs.class);
    if (pairs.isPresent()) {
      check(
          given, contexts, targets, pairs.get()::pairEnergies, pairs.get()::accumulatePairs, seed);
    }
  }

  /**
   * Compares.
   *
   * @param given the energy given {@code n} contexts, row by row
   */
  static void check(
      EnergyFunction given,
      int n,
      Batch targets,
      Energies energies,
      Accumulation accumulation,
      long seed) {
    int m = targets.size();
    double[] weights = new double[n * m];
    RandomStream random = RandomStream.of(seed).split("cross");
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextGaussian();
    }
    double[] all = new double[n * m];
    energies.of(targets, all);
    double[] expected = new double[n * m];
    double[] column = new double[n];
    Batch repeated = Batch.allocate(n, targets.dim());
    Optional<Learnable> learnable = given.as(Learnable.class);
    Gradient sum = learnable.map(l -> l.parameters().newGradient()).orElse(null);
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < n; i++) {
        repeated.copyRow(i, targets, j);
      }
      given.energies(repeated, column);
      for (int i = 0; i < n; i++) {
        expected[i * m + j] = column[i];
        column[i] = weights[i * m + j];
      }
      if (sum != null) {
        learnable.get().accumulate(repeated, column, sum);
      }
    }
    Closeness.check("energy of the pair", all, expected, 2e-5);
    if (sum != null) {
      Gradient together = sum.parameters().newGradient();
      accumulation.of(targets, weights, together);
      Closeness.check("over all pairs, accumulated value", together.values(), sum.values(), 2e-4);
      accumulation.of(targets, weights, together);
      sum.scale(2);
      Closeness.check("over all pairs, added twice, value", together.values(), sum.values(), 2e-4);
    }
  }
}
