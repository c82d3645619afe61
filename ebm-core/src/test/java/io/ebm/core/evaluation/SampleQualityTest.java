package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.GaussianEnergy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SampleQualityTest {

  private static final int DIM = 3;

  private record Rows(StateSpace space, Examples train, Examples heldOut) implements Dataset {}

  /** Rows of which each coordinate is near -2 or 2: no Gaussian is like them. */
  private static Batch corners(int size, double noise, long seed) {
    Batch rows = Batch.allocate(size, DIM);
    RandomStream random = RandomStream.of(seed);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < DIM; k++) {
        double corner = random.nextInt(2) == 0 ? -2 : 2;
        rows.set(i, k, (float) (corner + noise * random.nextGaussian()));
      }
    }
    return rows;
  }

  private static Dataset data(int heldOut) {
    return new Rows(
        StateSpace.real(DIM),
        Examples.of(corners(1200, 0.2, 1)),
        Examples.of(corners(heldOut, 0.2, 2)));
  }

  private static ObjectNode evaluated(Dataset data, Batch samples, int most, int threads) {
    return evaluated(GaussianEnergy.standard(DIM), data, samples, most, threads);
  }

  private static ObjectNode evaluated(
      EnergyFunction energy, Dataset data, Batch samples, int most, int threads) {
    ObjectNode result = Json.object();
    try (Workers workers = new Workers(threads)) {
      SampleQuality.add(
          result, energy, data, samples, Optional.empty(), most, workers, RandomStream.of(7));
    }
    return result;
  }

  private static double at(JsonNode samples, String measure, String column) {
    return samples.path(measure).path(column).asDouble();
  }

  @Test
  void measuresLieBetweenTheFloors() {
    JsonNode good = evaluated(data(900), corners(400, 0.25, 3), 1000, 2).path("samples");
    assertThat(good.path("n").asInt()).isEqualTo(400);
    assertThat(good.path("features").asString())
        .isEqualTo("3 principal components of the training examples");
    assertThat(good.path("halvesOf").asString()).isEqualTo("held-out examples");
    for (String lower : List.of("mmdGaussian", "twoSample")) {
      assertThat(at(good, lower, "halves")).as(lower).isLessThan(0.6);
    }
    assertThat(at(good, "mmdGaussian", "value")).isLessThan(0.01);
    for (String higher : List.of("precision", "density", "coverage")) {
      assertThat(at(good, higher, "gaussian")).as(higher).isLessThan(at(good, higher, "value"));
      assertThat(at(good, higher, "value"))
          .as(higher)
          .isLessThan(at(good, higher, "halves") + 0.05);
    }
    assertThat(at(good, "frechet", "halves")).isLessThan(0.2);
    JsonNode bad = evaluated(data(900), corners(400, 3, 3), 1000, 2).path("samples");
    assertThat(at(bad, "frechet", "value")).isGreaterThan(3 * at(bad, "frechet", "gaussian"));
    assertThat(at(bad, "mmdGaussian", "value")).isGreaterThan(0.01);
    // nor are corners rows of the standard normal
    assertThat(at(good, "stein", "value")).isGreaterThan(0.1);
    assertThat(good.path("stein").path("n").asInt()).isEqualTo(400);
  }

  @Test
  void halvesAreOfTrainingExamplesWhereFewAreHeldOut() {
    JsonNode samples = evaluated(data(150), corners(500, 0.2, 3), 1000, 2).path("samples");
    assertThat(samples.path("n").asInt()).isEqualTo(150);
    assertThat(samples.path("halvesOf").asString()).isEqualTo("training examples");
    assertThat(at(samples, "coverage", "halves")).isGreaterThan(0.7);
  }

  @Test
  void threadsChangeNothing() {
    ObjectNode one = evaluated(data(900), corners(700, 0.3, 3), 300, 1);
    assertThat(one.path("samples").path("n").asInt()).isEqualTo(300);
    assertThat(evaluated(data(900), corners(700, 0.3, 3), 300, 2)).isEqualTo(one);
    assertThat(evaluated(data(900), corners(700, 0.3, 3), 300, 3)).isEqualTo(one);
  }

  @Test
  void fewRowsAreNotCompared() {
    assertThat(evaluated(data(99), corners(500, 0.2, 3), 1000, 1)).isEmpty();
    assertThat(evaluated(data(900), corners(99, 0.2, 3), 1000, 1)).isEmpty();
    assertThat(evaluated(data(900), corners(500, 0.2, 3), 0, 1)).isEmpty();
    Batch other = Batch.allocate(500, 2);
    assertThat(evaluated(GaussianEnergy.standard(2), data(900), other, 1000, 1)).isEmpty();
  }

  @Test
  void bitsHaveIndependentUnitsForAFloor() {
    Batch bits = Batch.allocate(1000, 4);
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < bits.size(); i++) {
      for (int k = 0; k < 4; k += 2) { // units in pairs
        int bit = random.nextInt(2);
        bits.set(i, k, bit);
        bits.set(i, k + 1, bit);
      }
    }
    StateSpace space = StateSpace.binary(4);
    Dataset data =
        new Rows(space, Examples.of(bits.slice(0, 400)), Examples.of(bits.slice(400, 800)));
    EnergyFunction energy =
        new EnergyFunction() {
          @Override
          public StateSpace space() {
            return space;
          }

          @Override
          public void energies(Batch x, double[] out) {
            throw new AssertionError("nothing asks for them");
          }
        };
    JsonNode samples = evaluated(energy, data, bits.slice(800, 1000), 1000, 2).path("samples");
    assertThat(at(samples, "precision", "value")).isEqualTo(1);
    assertThat(at(samples, "recall", "value")).isEqualTo(1);
    assertThat(at(samples, "precision", "gaussian")).isBetween(0.15, 0.35); // a quarter is right
    assertThat(samples.has("stein")).isFalse();
  }
}
