package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import org.junit.jupiter.api.Test;

/** The modern network. */
class ModernHopfieldTest {

  /** {@code softmax(β Q Kᵀ) K} in double precision. */
  private static double[][] attention(double[][] queries, double[][] keys, double beta) {
    double[][] out = new double[queries.length][keys[0].length];
    for (int r = 0; r < queries.length; r++) {
      double[] scores = new double[keys.length];
      double most = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < keys.length; p++) {
        for (int i = 0; i < keys[p].length; i++) {
          scores[p] += beta * queries[r][i] * keys[p][i];
        }
        most = Math.max(most, scores[p]);
      }
      double sum = 0;
      for (int p = 0; p < keys.length; p++) {
        scores[p] = Math.exp(scores[p] - most);
        sum += scores[p];
      }
      for (int p = 0; p < keys.length; p++) {
        for (int i = 0; i < keys[p].length; i++) {
          out[r][i] += scores[p] / sum * keys[p][i];
        }
      }
    }
    return out;
  }

  private static double[][] rows(Batch x) {
    double[][] rows = new double[x.size()][x.dim()];
    for (int r = 0; r < x.size(); r++) {
      for (int i = 0; i < x.dim(); i++) {
        rows[r][i] = x.get(r, i);
      }
    }
    return rows;
  }

  private static double[][] times(double[][] x, double[][] transposed) {
    double[][] out = new double[x.length][transposed.length];
    for (int r = 0; r < x.length; r++) {
      for (int j = 0; j < transposed.length; j++) {
        for (int i = 0; i < x[r].length; i++) {
          out[r][j] += x[r][i] * transposed[j][i];
        }
      }
    }
    return out;
  }

  private static void assertClose(Batch found, double[][] exact) {
    for (int r = 0; r < found.size(); r++) {
      for (int i = 0; i < found.dim(); i++) {
        assertThat((double) found.get(r, i)).isCloseTo(exact[r][i], within(2e-4));
      }
    }
  }

  @Test
  void theUpdateIsAttention() {
    Batch patterns = Patterns.normal(700, 24, 1);
    Batch x = Patterns.normal(70, 24, 2);
    for (double beta : new double[] {0.1, 1, 30}) {
      ModernHopfield network = ModernHopfield.of(patterns, beta);
      Batch next = x.copy();
      network.update(x, next);
      assertClose(next, attention(rows(x), rows(patterns), beta));
    }
  }

  @Test
  void headsAreAttentionToProjectedPatterns() {
    ModernHopfield network = HopfieldConformanceTest.modern(300, 10, 3, 4);
    float[] theta = network.parameters().values();
    double[][] patterns = rows(Batch.of(theta, 0, 300, 10));
    Batch x = Patterns.normal(9, 10, 3);
    double[][] expected = new double[9][10];
    for (int head = 0; head < 3; head++) {
      double[][] w = rows(Batch.of(theta, 3000 + head * 40, 4, 10));
      double[][] found = attention(times(rows(x), w), times(patterns, w), 0.7);
      for (int r = 0; r < 9; r++) {
        for (int i = 0; i < 10; i++) {
          for (int k = 0; k < 4; k++) {
            expected[r][i] += found[r][k] * w[k][i];
          }
        }
      }
    }
    Batch next = x.copy();
    network.update(x, next);
    assertClose(next, expected);
  }

  @Test
  void aGreatBetaFindsTheNearestNeighbour() {
    Batch patterns = Patterns.sphere(500, 16, 4);
    ModernHopfield network = ModernHopfield.of(patterns, 1e5);
    Batch x = Patterns.normal(100, 16, 5);
    Batch next = x.copy();
    network.update(x, next);
    for (int r = 0; r < 100; r++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int p = 0; p < 500; p++) {
        double distance = 0;
        for (int i = 0; i < 16; i++) {
          distance += Math.pow(x.get(r, i) - patterns.get(p, i), 2);
        }
        if (distance < least) {
          least = distance;
          best = p;
        }
      }
      assertThat(next.slice(r, r + 1).copy().array())
          .isEqualTo(patterns.slice(best, best + 1).copy().array());
    }
  }

  @Test
  void theEnergyNeverRises() {
    ModernHopfield network = HopfieldConformanceTest.modern(50, 10, 3, 4);
    Batch x = Patterns.normal(40, 10, 6);
    double[] energies = new double[40];
    network.energies(x, energies);
    for (int step = 0; step < 20; step++) {
      Retrieval found = network.retrieve(x, null, 1);
      for (int r = 0; r < 40; r++) {
        assertThat(found.energies()[r])
            .isLessThanOrEqualTo(energies[r] + 1e-6 * Math.abs(energies[r]));
        energies[r] = found.energies()[r];
      }
    }
  }

  /** The setting of Ramsauer et al.: exponentially many patterns on a sphere, one update. */
  @Test
  void fiftyThousandPatternsAreRetrievedInOneUpdate() {
    Batch patterns = Patterns.sphere(50_000, 32, 7);
    ModernHopfield network = ModernHopfield.of(patterns, 1);
    Batch x = Patterns.normal(500, 32, 8);
    for (int r = 0; r < 500; r++) {
      for (int i = 0; i < 32; i++) {
        x.set(r, i, 0.3f * x.get(r, i) + patterns.get(100 * r, i));
      }
    }
    Retrieval found = network.retrieve(x, null, 1);
    for (int r = 0; r < 500; r++) {
      assertThat(found.nearest()[r]).isEqualTo(100 * r);
    }
  }

  @Test
  void whatIsGivenIsHeld() {
    Batch patterns = Patterns.sphere(200, 40, 9);
    ModernHopfield network = ModernHopfield.of(patterns, 2);
    Batch given = patterns.slice(0, 50).copy();
    for (int r = 0; r < 50; r++) {
      for (int i = 0; i < 15; i++) {
        given.set(r, i, Float.NaN);
      }
    }
    Batch x = given.copy();
    Retrieval found = network.retrieve(x, given, 100);
    for (int r = 0; r < 50; r++) {
      assertThat(found.nearest()[r]).isEqualTo(r);
      for (int i = 15; i < 40; i++) {
        assertThat(x.get(r, i)).isEqualTo(patterns.get(r, i));
      }
    }
  }
}
