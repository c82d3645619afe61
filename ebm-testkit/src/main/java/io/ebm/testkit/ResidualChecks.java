package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;

/** The contract of {@link Residual}; does nothing for an energy without it. */
public final class ResidualChecks {

  private static final int DRAWS = 16384;
  private static final double ROUNDING = 1e-5;

  private ResidualChecks() {}

  /**
   * {@code -log q + r} is the energy, the weights of draws are {@code exp(-r)}, and the base's draws
   * lie in the space and have its law, where that can be summed or integrated.
   */
  public static void correctionMakesTheEnergy(EnergyCase test) {
    EnergyFunction energy = test.energy();
    Residual residual = energy.as(Residual.class).orElse(null);
    if (residual == null) {
      return;
    }
    Noise.Density base = residual.base();
    if (base != residual.base()) {
      throw new AssertionError(test + ": base() is another object at each call");
    }
    EnergyFunction correction = residual.correction();
    if (!correction.space().equals(energy.space())) {
      throw new AssertionError(
          test + ": its correction is over " + correction.space() + ", not " + energy.space());
    }
    Batch drawn = Batch.allocate(test.states().size(), test.states().dim());
    base.sample(drawn, test.random("base"));
    int outside = energy.space().firstOutside(drawn);
    if (outside >= 0) {
      throw new AssertionError(test + ": draw " + outside + " of its base is not in its space");
    }
    compare(test, residual, test.states());
    compare(test, residual, drawn);
    if (!test.rowBound() && DensityChecks.possible(energy.space())) {
      DensityChecks.check(
          test + ": its base",
          energy.space(),
          seed -> {
            Batch draws = Batch.allocate(DRAWS, energy.space().dim());
            base.sample(draws, RandomStream.of(seed));
            return draws;
          },
          base::logDensities,
          test.seed());
    }
  }

  private static void compare(EnergyCase test, Residual residual, Batch x) {
    int n = x.size();
    double[] densities = new double[n];
    residual.base().logDensities(x, densities);
    double[] corrections = new double[n];
    residual.correction().energies(x, corrections);
    double[] sums = new double[n];
    for (int i = 0; i < n; i++) {
      sums[i] = corrections[i] - densities[i];
    }
    Closeness.check(
        test + ": the energy, for base and correction, of row", test.energies(x), sums, ROUNDING);
    double[] weights = new double[n];
    Residual.logWeights(test.energy(), residual.base(), x, weights);
    for (int i = 0; i < n; i++) {
      corrections[i] = -corrections[i];
    }
    Closeness.check(test + ": the log weight of row", weights, corrections, ROUNDING);
  }
}
