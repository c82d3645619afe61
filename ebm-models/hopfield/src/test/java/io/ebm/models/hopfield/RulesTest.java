package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import org.junit.jupiter.api.Test;

/** Learning rules against their formulas. */
class RulesTest {

  private static float[][] couplings(Rule rule, Batch patterns) {
    int n = patterns.dim();
    StateSpace space = StateSpace.spin(n);
    PatternBits bits = new PatternBits(space);
    bits.add(patterns);
    Hopfield network = new Hopfield(space, 1, Descent.standard(n), bits);
    network.learner(rule).learn(bits, 0, bits.count());
    float[][] w = new float[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = network.parameters().values()[Triangle.at(i, j)];
        w[j][i] = w[i][j];
      }
    }
    return w;
  }

  @Test
  void hebb() {
    Batch patterns = Patterns.spins(300, 140, 1);
    float[][] w = couplings(Rule.HEBB, patterns);
    for (int i = 0; i < 140; i += 3) {
      for (int j = 0; j < i; j += 7) {
        double sum = 0;
        for (int p = 0; p < 300; p++) {
          sum += patterns.get(p, i) * patterns.get(p, j);
        }
        assertThat((double) w[i][j]).isCloseTo(sum / 140, within(1e-4));
      }
    }
  }

  /** By the definition, with the sums that leave out two units written out. */
  @Test
  void storkey() {
    int n = 17;
    Batch patterns = Patterns.spins(6, n, 2);
    double[][] w = new double[n][n];
    for (int p = 0; p < 6; p++) {
      double[][] next = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double hij = 0;
          double hji = 0;
          for (int k = 0; k < n; k++) {
            if (k != i && k != j) {
              hij += w[i][k] * patterns.get(p, k);
              hji += w[j][k] * patterns.get(p, k);
            }
          }
          double xi = patterns.get(p, i);
          double xj = patterns.get(p, j);
          next[i][j] = w[i][j] + (xi * xj - xi * hji - hij * xj) / n;
        }
      }
      w = next;
    }
    float[][] found = couplings(Rule.STORKEY, patterns);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertThat((double) found[i][j]).isCloseTo(w[i][j], within(1e-5));
      }
    }
  }

  /** With the diagonal that the projection has, every pattern is left as it is. */
  @Test
  void projection() {
    int n = 40;
    Batch patterns = Patterns.spins(30, n, 3);
    float[][] w = couplings(Rule.PROJECTION, patterns);
    for (int i = 0; i < n; i++) {
      double own = Double.NaN;
      for (int p = 0; p < 30; p++) {
        double field = 0;
        for (int j = 0; j < n; j++) {
          field += w[i][j] * patterns.get(p, j);
        }
        double diagonal = (patterns.get(p, i) - field) / patterns.get(p, i);
        assertThat(diagonal).isBetween(0.0, 1.0);
        if (p > 0) {
          assertThat(diagonal).as("one diagonal for all patterns").isCloseTo(own, within(1e-4));
        }
        own = diagonal;
      }
    }
  }

  @Test
  void projectionRecallsUpToALoadOfNineTenths() {
    AssociativeMemory memory = AssociativeMemory.projection(300);
    Batch patterns = Patterns.spins(270, 300, 4);
    memory.store(patterns);
    Batch probes = patterns.copy();
    Retrieval found = memory.retrieve(probes);
    assertThat(probes.array()).isEqualTo(patterns.array());
    assertThat(found.steps()).containsOnly(0);
    assertThat(found.spurious()).containsOnly(false);
  }

  @Test
  void storkeyHoldsMoreThanHebb() {
    Batch patterns = Patterns.spins(60, 300, 5);
    AssociativeMemory hebb = AssociativeMemory.hebb(300);
    AssociativeMemory storkey = AssociativeMemory.storkey(300);
    hebb.store(patterns);
    storkey.store(patterns);
    assertThat(storkey.capacityReport(60, 1).rows().get(0).exact()).isGreaterThan(0.95);
    assertThat(hebb.capacityReport(60, 1).rows().get(0).exact()).isLessThan(0.1);
  }
}
