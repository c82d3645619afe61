package io.ebm.models.boltzmann.pairwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Lattice;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.PValue;
import io.ebm.testkit.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSpinsTest {

  private static final long SEED = 20240229;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 63, 64})
  void unpackingGivesBackWhatWasPacked(int rows) {
    Ising ising = Ising.lattice(Boundary.OPEN, 1, 23, 47);
    Batch x = Batch.allocate(rows, 23 * 47);
    ising.space().randomStart(x, RandomStream.of(rows));
    long[] spins = new long[x.dim()];
    PackedSpins.pack(x, spins);
    for (int i = 0; i < x.dim(); i++) {
      assertThat(spins[i] >>> (rows - 1) >>> 1).isZero();
      assertThat(spins[i] & 1).isEqualTo(x.get(0, i) > 0 ? 1 : 0);
    }
    Batch back = Batch.allocate(rows, x.dim());
    PackedSpins.unpack(spins, back);
    assertThat(back.array()).isEqualTo(x.array());
  }

  @Test
  void thresholdsAreProbabilitiesOf64Bits() {
    for (double gap : new double[] {0, 1e-9, 0.3, 2, 20, 40}) {
      double p = 1 / (1 + Math.exp(gap));
      assertThat(unsigned(PackedSpins.threshold(-gap))).isEqualTo(Math.floor(p * 0x1p64));
      assertThat(PackedSpins.threshold(-gap) + PackedSpins.threshold(gap))
          .as("both probabilities sum to 2^64, which is 0")
          .isZero();
    }
    assertThat(PackedSpins.threshold(1000)).as("almost surely up").isEqualTo(-1);
    assertThat(PackedSpins.threshold(-1000)).isZero();
  }

  private static double unsigned(long value) {
    return (value >>> 1) * 2.0 + (value & 1);
  }

  @Test
  void onlyCouplingsOfOneStrengthFit() {
    PackedSpins packed = PackedSpins.of(Lattice.of(List.of(3, 3), Boundary.TORUS));
    float[] theta = Ising.lattice(Boundary.TORUS, 1, 3, 3).parameters().values();
    assertThat(packed.fits(theta)).isTrue();
    theta[4] = -1;
    assertThat(packed.fits(theta)).isTrue();
    theta[20] = 0.1f;
    assertThat(packed.fits(theta)).isFalse();
    theta[20] = 0;
    theta[3] = 0.5f;
    assertThat(packed.fits(theta)).isFalse();
    theta[3] = Float.NaN;
    assertThat(packed.fits(theta)).isFalse();
  }

  /** In law the same as the enumeration, for every number of rows. */
  @ParameterizedTest
  @ValueSource(ints = {8, 33, 64, 65, 130})
  void energyAndMagnetisationKeepTheirLaw(int rows) {
    Ising ising = Ising.lattice(Boundary.TORUS, 2.4, 4, 4);
    ising.fill(0.05);
    Enumeration all = Enumeration.of(ising);
    double[] probabilities = all.probabilities(1);
    int classes = 33 * 17;
    double[] law = new double[classes];
    for (int s = 0; s < all.size(); s++) {
      law[classOf(all.states(), s)] += probabilities[s];
    }
    PValue.confirm(
        "sweeps of " + rows + " chains keep the law of energy and magnetisation",
        SEED,
        seed -> {
          RandomStream random = RandomStream.of(seed);
          long[] counts = new long[classes];
          Batch x = Batch.allocate(30_000 / rows * rows, 16);
          all.sample(x, 1, random);
          for (int from = 0; from < x.size(); from += rows) {
            ising.sweep(x.slice(from, from + rows), 3, 1, random);
          }
          for (int r = 0; r < x.size(); r++) {
            counts[classOf(x, r)]++;
          }
          return List.of(new PValue("classes", Statistics.chiSquare(counts, law)));
        });
  }

  private static int classOf(Batch x, int row) {
    int up = 0;
    int unlike = 0;
    for (int i = 0; i < 16; i++) {
      up += x.get(row, i) > 0 ? 1 : 0;
      unlike += x.get(row, i) != x.get(row, (i & 12) | (i + 1 & 3)) ? 1 : 0;
      unlike += x.get(row, i) != x.get(row, i + 4 & 15) ? 1 : 0;
    }
    return unlike * 17 + up;
  }

  @Test
  void chainsOfOneWordAreIndependent() {
    Ising ising = Ising.lattice(Boundary.TORUS, 4, 8, 8);
    int times = 400;
    PValue.confirm(
        "no two chains of a word are correlated",
        SEED,
        seed -> {
          RandomStream random = RandomStream.of(seed);
          Batch x = Batch.allocate(64, 64);
          ising.space().randomStart(x, random);
          double[][] magnetisation = new double[64][times];
          double[][] energy = new double[64][times];
          double[] energies = new double[64];
          for (int t = 0; t < times; t++) {
            ising.sweep(x, 30, 1, random); // far above the time of relaxation
            ising.energies(x, energies);
            for (int r = 0; r < 64; r++) {
              energy[r][t] = energies[r];
              for (int i = 0; i < 64; i++) {
                magnetisation[r][t] += x.get(r, i);
              }
            }
          }
          List<PValue> tests = new ArrayList<>();
          for (int a = 0; a < 64; a++) {
            for (int b = 0; b < a; b++) {
              String pair = " of chains " + a + " and " + b;
              tests.add(
                  new PValue(
                      "magnetisation" + pair,
                      Statistics.uncorrelated(magnetisation[a], magnetisation[b])));
              tests.add(new PValue("energy" + pair, Statistics.uncorrelated(energy[a], energy[b])));
            }
          }
          return tests;
        });
  }
}
