package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.pairwise.Ising;
import io.ebm.testkit.Enumeration;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Ising model of the square lattice against its exact solution. */
class IsingIT {

  private static final double CRITICAL = 2 / Math.log(1 + Math.sqrt(2));
  private static final int CHAINS = 64;
  private static final long SEED = 20240229;

  /** Means over chains and time. */
  private record Means(double magnetisation, double energy, double squares, double fourths) {

    /** Binder's cumulant (Binder 1981). */
    double cumulant() {
      return 1 - fourths / (3 * squares * squares);
    }
  }

  /** Chains from all spins up; every few sweeps after the first fifth they are measured. */
  private static Means run(int extent, double temperature, int sweeps, int every) {
    Ising ising = Ising.lattice(Boundary.TORUS, temperature, extent, extent);
    int sites = extent * extent;
    Batch x = Batch.allocate(CHAINS, sites);
    x.fill(1);
    RandomStream random = RandomStream.of(SEED).split(extent).split((long) (1e6 * temperature));
    ising.sweep(x, sweeps / 5, 1, random);
    double[] energies = new double[CHAINS];
    double[] sums = new double[4];
    int count = 0;
    for (int done = 0; done < sweeps; done += every) {
      ising.sweep(x, every, 1, random);
      ising.energies(x, energies);
      for (int r = 0; r < CHAINS; r++) {
        double m = 0;
        for (int i = 0; i < sites; i++) {
          m += x.array()[r * sites + i];
        }
        m /= sites;
        sums[0] += Math.abs(m);
        sums[1] += energies[r] * temperature / sites;
        sums[2] += m * m;
        sums[3] += m * m * m * m;
        count++;
      }
    }
    return new Means(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
  }

  /** Onsager (1944): the energy per site of the infinite lattice, by the elliptic integral K. */
  private static double onsager(double temperature) {
    double k = 2 / temperature;
    double modulus = 2 * Math.sinh(k) / (Math.cosh(k) * Math.cosh(k));
    double a = 1;
    double b = Math.sqrt(1 - modulus * modulus);
    for (int i = 0; i < 40; i++) { // Gauss' arithmetic-geometric mean
      double mean = (a + b) / 2;
      b = Math.sqrt(a * b);
      a = mean;
    }
    double integral = Math.PI / (2 * a);
    double tanh = Math.tanh(k);
    return -(1 + 2 / Math.PI * (2 * tanh * tanh - 1) * integral) / tanh;
  }

  /** Yang (1952): the magnetisation of the infinite lattice. */
  private static double yang(double temperature) {
    return Math.pow(1 - Math.pow(Math.sinh(2 / temperature), -4), 0.125);
  }

  @Test
  void theFormulasGiveKnownValues() {
    assertThat(onsager(2)).isCloseTo(-1.745565, Offset.offset(1e-6));
    assertThat(yang(2)).isCloseTo(0.911319, Offset.offset(1e-6));
    assertThat(yang(2.2)).isCloseTo(0.784755, Offset.offset(1e-6));
    assertThat(CRITICAL).isCloseTo(2.269185, Offset.offset(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"2.0, 5000", "2.2, 20000"})
  void magnetisationAndEnergyAreThoseOfTheInfiniteLattice(double temperature, int sweeps) {
    Means means = run(64, temperature, sweeps, 20);
    assertThat(means.magnetisation())
        .as("|m| at T = %s, seed %d", temperature, SEED)
        .isCloseTo(yang(temperature), Percentage.withPercentage(0.3));
    assertThat(means.energy())
        .as("u at T = %s, seed %d", temperature, SEED)
        .isCloseTo(onsager(temperature), Percentage.withPercentage(0.3));
  }

  /** The cumulants of two sizes cross where the lattice orders, whatever the sizes. */
  @Test
  void bindersCumulantsCrossAtTheCriticalTemperature() {
    double[] temperatures = {2.24, 2.27, 2.3};
    int[] extents = {8, 16, 32};
    double[][] cumulants = new double[extents.length][temperatures.length];
    for (int s = 0; s < extents.length; s++) {
      for (int t = 0; t < temperatures.length; t++) {
        int sweeps = 5000 * (1 << s);
        cumulants[s][t] = run(extents[s], temperatures[t], sweeps, 10 << s).cumulant();
      }
    }
    for (int s = 0; s + 1 < extents.length; s++) {
      assertThat(crossing(temperatures, cumulants[s], cumulants[s + 1]))
          .as("crossing of %d and %d, seed %d", extents[s], extents[s + 1], SEED)
          .isCloseTo(CRITICAL, Percentage.withPercentage(1));
    }
  }

  /** Where the least-squares line through the differences is zero. */
  private static double crossing(double[] t, double[] a, double[] b) {
    double meanT = (t[0] + t[1] + t[2]) / 3;
    double mean = 0;
    double slope = 0;
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      mean += (b[i] - a[i]) / 3;
      slope += (t[i] - meanT) * (b[i] - a[i]);
      squares += (t[i] - meanT) * (t[i] - meanT);
    }
    assertThat(slope).as("the larger lattice orders more sharply").isNegative();
    return meanT - mean * squares / slope;
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 12.785523, 0.520358",
    "0.4406867935097715, 15.521915, 0.843860",
    "0.5, 17.105367, 0.918943"
  })
  void theFourByFourTorusIsEnumerated(double coupling, double logPartition, double magnetisation) {
    Ising ising = Ising.lattice(Boundary.TORUS, 1 / coupling, 4, 4);
    double[] out = new double[1];
    ising.logPartitions(1, out);
    assertThat(out[0]).isCloseTo(logPartition, Offset.offset(1e-6));
    Enumeration all = Enumeration.of(ising);
    double[] probabilities = all.probabilities(1);
    double mean = 0;
    for (int s = 0; s < all.size(); s++) {
      double m = 0;
      for (int i = 0; i < 16; i++) {
        m += all.states().get(s, i) / 16;
      }
      mean += probabilities[s] * Math.abs(m);
    }
    assertThat(mean).isCloseTo(magnetisation, Offset.offset(1e-6));
  }
}
