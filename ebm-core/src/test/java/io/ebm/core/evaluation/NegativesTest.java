package io.ebm.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong examples of rows that vary in length are as long as the right ones. */
class NegativesTest {

  private static final float NONE = Float.NaN;

  /** Keeps the rows that it is asked about; its energies are 0. */
  private record Seen(StateSpace space, List<float[]> rows) implements EnergyFunction {
    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        rows.add(x.slice(i, i + 1).copy().array());
        out[i] = 0;
      }
    }
  }

  private interface Make {
    double[] of(Negatives negatives, Energies energies, RandomStream random);
  }

  private static List<float[]> made(StateSpace space, float[] rows, Make make) {
    Seen seen = new Seen(space, new ArrayList<>());
    Energies energies = new Energies(seen, TestRun.of(seen).build());
    Negatives negatives = new Negatives(Examples.of(Batch.of(rows, space.dim())), space);
    seen.rows().clear();
    make.of(negatives, energies, RandomStream.of(3));
    return seen.rows();
  }

  @Test
  void labelsStayLabels() {
    StateSpace space = new StateSpace.Varying(1, 4, 9);
    float[] rows = {1, 2, 3, NONE, 4, NONE, NONE, NONE};
    List<float[]> shuffled = made(space, rows, Negatives::shuffled);
    assertThat(shuffled).hasSize(2);
    assertThat(shuffled.get(0)[3]).isNaN();
    assertThat(new float[] {shuffled.get(0)[0], shuffled.get(0)[1], shuffled.get(0)[2]})
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(shuffled.get(1)).containsExactly(4, NONE, NONE, NONE);
    for (float[] row : made(space, rows, Negatives::uniform)) {
      assertThat(space.firstOutside(Batch.of(row, 4))).isEqualTo(-1);
    }
  }

  @Test
  void numbersStayInTheirRange() {
    StateSpace space = new StateSpace.Varying(2, 2, 0);
    float[] rows = {-1, NONE, 3, NONE, 0, 1, 2, 2};
    List<float[]> noise = made(space, rows, Negatives::uniform);
    assertThat(noise.get(0)[1]).isNaN();
    assertThat(noise.get(0)[0]).isBetween(-1f, 3f);
    for (float value : noise.get(1)) {
      assertThat(value).isBetween(-1f, 3f);
    }
  }
}
