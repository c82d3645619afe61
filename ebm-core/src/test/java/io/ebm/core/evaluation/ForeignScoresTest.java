package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.GaussianEnergy;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ForeignScoresTest {

  private record Rows(StateSpace space, Examples train, Examples heldOut) implements Dataset {}

  /** In the source's units everything is ten times as large. */
  private record Tenths(StateSpace space, Examples train, Examples heldOut)
      implements Dataset, Rescaled {
    @Override
    public double centre(int coordinate) {
      return 0;
    }

    @Override
    public double scale(int coordinate) {
      return 10;
    }
  }

  private static Batch normal(int size, double shift, double scale, long seed) {
    Batch rows = Batch.allocate(size, 4);
    RandomStream.of(seed).fillGaussian(rows.array(), 0, rows.length());
    for (int i = 0; i < rows.length(); i++) {
      rows.array()[i] = (float) (shift + scale * rows.array()[i]);
    }
    return rows;
  }

  private static final Dataset DATA =
      new Rows(
          StateSpace.real(4), Examples.of(normal(600, 0, 1, 1)), Examples.of(normal(500, 0, 1, 2)));

  private static JsonNode against(Dataset data, int threads, Foreign... foreign) {
    ObjectNode result = Json.object();
    try (Workers workers = new Workers(threads)) {
      ForeignScores.add(
          result, GaussianEnergy.standard(4), data, List.of(foreign), workers, RandomStream.of(5));
    }
    return result.path("against");
  }

  private static Foreign other(double shift, double scale) {
    return Foreign.of("other", Examples.of(normal(400, shift, scale, 3)), null, DATA);
  }

  private static double at(JsonNode against, String score) {
    return against.path("other").path(score).asDouble();
  }

  @Test
  void whatIsFarIsTold() {
    JsonNode far = against(DATA, 2, other(6, 1));
    assertThat(far.path("other").path("n").asInt()).isEqualTo(400);
    for (String score : List.of("auc", "aucSlope", "gaussian", "nearest")) {
      assertThat(at(far, score)).as(score).isCloseTo(1, within(1e-3));
    }
    assertThat(far.path("other").path("components").asInt()).isEqualTo(4);
  }

  @Test
  void whatIsAlikeIsNot() {
    JsonNode alike = against(DATA, 2, other(0, 1));
    for (String score : List.of("auc", "aucSlope", "gaussian", "nearest")) {
      assertThat(at(alike, score)).as(score).isCloseTo(0.5, within(0.08));
    }
  }

  /** Near the mode the energy is low: rows there are more plausible than examples. */
  @Test
  void whatIsMorePlausibleThanExamplesIsBelowHalf() {
    assertThat(at(against(DATA, 2, other(0, 0.2)), "auc")).isLessThan(0.05);
  }

  @Test
  void threadsChangeNothing() {
    Foreign[] all = {other(1, 1), Foreign.shuffled("shuffled"), Foreign.uniform("noise", DATA)};
    JsonNode one = against(DATA, 1, all);
    assertThat(one.propertyNames()).containsExactly("other", "shuffled", "noise");
    assertThat(against(DATA, 2, all)).isEqualTo(one);
    assertThat(against(DATA, 3, all)).isEqualTo(one);
  }

  @Test
  void rowsAreTakenInTheUnitsOfTheExamples() {
    Batch heldOut = normal(10, 0, 1, 2);
    Dataset tenths = new Tenths(DATA.space(), DATA.train(), DATA.heldOut());
    Batch rows = Batch.of(new float[] {10, 20, 30, 40}, 4);
    Batch taken =
        Foreign.of("x", Examples.of(rows), null, tenths).rows(heldOut, 10, RandomStream.of(1));
    assertThat(taken.array()).containsExactly(1, 2, 3, 4);
    Batch same =
        Foreign.of("x", Examples.of(rows), (Rescaled) tenths, tenths)
            .rows(heldOut, 10, RandomStream.of(1));
    assertThat(same.array()).containsExactly(10, 20, 30, 40);
  }

  @Test
  void changesAreOfEachRowByItsOwnStream() {
    Foreign noise = Foreign.changed("x", (row, random) -> row.set(0, 0, random.nextInt()));
    Batch heldOut = normal(6, 0, 1, 2);
    Batch all = noise.rows(heldOut, 10, RandomStream.of(1));
    Batch few = noise.rows(heldOut.slice(0, 3), 10, RandomStream.of(1));
    assertThat(few.array()).isEqualTo(all.slice(0, 3).copy().array());
    assertThat(all.get(0, 0)).isNotEqualTo(all.get(1, 0));
    assertThat(heldOut.get(0, 0)).isNotEqualTo(all.get(0, 0));
  }

  @Test
  void choicesHaveNoRowTwice() {
    int[] chosen = Choice.of(50, 50, RandomStream.of(1));
    assertThat(chosen).doesNotHaveDuplicates().hasSize(50);
    assertThat(Choice.of(50, 20, RandomStream.of(1))).startsWith(chosen[0], chosen[1]);
  }
}
