package io.ebm.objectives.unrolled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.unrolled.UnrolledFactory.Start;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefinementTest {

  private static final int ROWS = 80;

  private record Held(StateSpace space, Examples train, Examples heldOut) implements Dataset {}

  private record Pairs(Batch contexts, Batch targets) implements ConditionalExamples<Batch> {
    @Override
    public int size() {
      return targets.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        into.copyRow(i, targets, indices[from + i]);
      }
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch some = Batch.allocate(count, contexts.dim());
      for (int i = 0; i < count; i++) {
        some.copyRow(i, contexts, indices[from + i]);
      }
      return some;
    }
  }

  private static UnrolledDescent descent(Start start) {
    return new UnrolledDescent(
        Defaults.create(
            UnrolledFactory.Config.class, Map.of("steps", 5, "step", 0.2, "start", start)));
  }

  private static Pairs pairs(long seed) {
    return new Pairs(
        SmallNetwork.normal(ROWS, SmallNetwork.CONTEXTS, seed),
        SmallNetwork.normal(ROWS, SmallNetwork.TARGETS, seed + 1));
  }

  private static TestRun.Builder conditional() {
    return TestRun.of(new SmallNetwork())
        .data(new Held(StateSpace.real(SmallNetwork.TARGETS), pairs(1), pairs(3)));
  }

  private static RunView run() {
    return conditional().objective(descent(Start.NOISE)).build();
  }

  @Nested
  class OfTheScorer extends ScorerConformance {
    @Override
    protected Scorer scorer() {
      return new RefinementScorer();
    }

    @Override
    protected RunView run() {
      return RefinementTest.run();
    }

    @Override
    protected RunView otherRun() {
      return conditional().build();
    }
  }

  @Nested
  class OfTheSection extends ReportSectionConformance {
    @Override
    protected ReportSection section() {
      return new RefinementSection();
    }

    @Override
    protected RunView run() {
      return RefinementTest.run();
    }

    @Override
    protected RunView otherRun() {
      return TestRun.of(GaussianEnergy.standard(2)).build();
    }
  }

  /** From zero to the mean of the model: errors by formula, after any number of steps. */
  @Test
  void tellsTheErrorAfterEachNumberOfSteps() {
    GaussianEnergy energy = (GaussianEnergy) TestModels.gaussian();
    Batch data = SmallNetwork.normal(ROWS, 2, 1);
    Dataset both = new Held(energy.space(), Examples.of(data), Examples.of(data));
    RunView run = TestRun.of(energy).data(both).objective(descent(Start.ZEROS)).build();
    Map<String, Double> scores = new RefinementScorer().scores(run);
    double[][] p = energy.precision();
    double[] mean = energy.mean();
    double[] y = {0, 0};
    for (int k = 0; k <= 15; k++) {
      double expected = 0;
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < 2; j++) {
          expected += Math.pow(y[j] - data.get(i, j), 2) / (2 * ROWS);
        }
      }
      assertThat(scores.get("squaredErrorAfter" + k)).isCloseTo(expected, within(1e-6));
      if (k == 5) {
        assertThat(scores.get("squaredError")).isEqualTo(scores.get("squaredErrorAfter5"));
      }
      double[] away = {y[0] - mean[0], y[1] - mean[1]};
      for (int j = 0; j < 2; j++) {
        y[j] -= 0.2 * (p[j][0] * away[0] + p[j][1] * away[1]);
      }
    }
    double variance = 0;
    for (int j = 0; j < 2; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += data.get(i, j);
        squares += Math.pow(data.get(i, j), 2);
      }
      variance += (squares / ROWS - Math.pow(sum / ROWS, 2)) / 2;
    }
    assertThat(scores.get("squaredErrorOfMean")).isCloseTo(variance, within(1e-6));
    assertThat(scores).doesNotContainKey("squaredErrorAfter16");
  }
}
