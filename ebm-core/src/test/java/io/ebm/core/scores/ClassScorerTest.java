package io.ebm.core.scores;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.ClassScores;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Labelled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.core.data.ClassTask;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassScorerTest extends ScorerConformance {

  private static final int DIM = 4;
  private static final int ROWS = 150;

  /** The score of class k is feature k, times a factor. */
  private record Picking(StateSpace features, Parameters parameters) implements ClassScores {
    @Override
    public int classes() {
      return 2;
    }

    @Override
    public void scores(Batch c, int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        out[2 * i] = parameters.values()[0] * c.get(i, 0);
        out[2 * i + 1] = parameters.values()[0] * c.get(i, 1);
      }
    }

    @Override
    public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
      throw new AssertionError("nothing is trained");
    }
  }

  private record Picker(Picking scores) implements Classifier {
    @Override
    public StateSpace features() {
      return scores.features();
    }

    @Override
    public StateSpace targets() {
      return ClassEnergy.targets(scores);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new ClassEnergy(scores, contexts);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // as the interface has them
  private record Points(Examples train, Examples heldOut, int[] trainLabels, int[] heldOutLabels)
      implements Dataset, Labelled {
    @Override
    public StateSpace space() {
      return StateSpace.real(DIM);
    }

    @Override
    public int classes() {
      return 2;
    }
  }

  @Override
  protected Scorer scorer() {
    return new ClassScorer();
  }

  /** The class is that of the greater feature. */
  @Override
  protected RunView run() {
    Batch rows = Batch.allocate(ROWS, DIM);
    RandomStream.of(3).fillGaussian(rows.array(), 0, rows.length());
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = rows.get(i, 0) > rows.get(i, 1) ? 0 : 1;
    }
    Points data = new Points(Examples.of(rows), Examples.of(rows), labels, labels);
    Parameters parameters = Parameters.builder().add("factor", 1).build();
    parameters.values()[0] = 100;
    Picker model = new Picker(new Picking(data.space(), parameters));
    return TestRun.of(model).data(data).task(ClassTask.of(data, data)).build();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void whoIsSureAndRightIsCalibrated() {
    Map<String, Double> scores = scorer().scores(run());
    assertThat(scores.keySet())
        .containsExactly(
            "calibrationError",
            "aucShuffled",
            "aucUniform",
            "aucShuffledConfidence",
            "aucUniformConfidence");
    assertThat(scores.get("calibrationError")).isBetween(0.0, 0.03);
  }
}
