package io.ebm.core.scores;

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
import io.ebm.core.data.ClassTask;
import io.ebm.testkit.TestRun;

/**
 * Runs of a classifier whose classes follow the logistic law of one feature: {@code p(1 | c) = 1 /
 * (1 + exp(-c))}, and which is so many times as sure as it should be.
 */
final class Gauges {

  private static final int ROWS = 4000;

  private Gauges() {}

  private record Scores(double sureness, StateSpace features, Parameters parameters)
      implements ClassScores {
    @Override
    public int classes() {
      return 2;
    }

    @Override
    public void scores(Batch c, int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        out[2 * i] = 7;
        out[2 * i + 1] = 7 + sureness * c.get(i, 0);
      }
    }

    @Override
    public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
      throw new AssertionError("nothing is trained");
    }
  }

  private record Gauge(Scores scores) implements Classifier {
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
      return StateSpace.real(1);
    }

    @Override
    public int classes() {
      return 2;
    }
  }

  /** A run of the classifier that is so many times as sure as it should be. */
  static RunView run(double sureness) {
    Batch rows = Batch.allocate(ROWS, 1);
    RandomStream random = RandomStream.of(3);
    random.fillGaussian(rows.array(), 0, rows.length());
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows.set(i, 0, 2 * rows.get(i, 0));
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-rows.get(i, 0))) ? 1 : 0;
    }
    Points data = new Points(Examples.of(rows), Examples.of(rows), labels, labels);
    Scores scores = new Scores(sureness, data.space(), Parameters.builder().add("none", 1).build());
    return TestRun.of(new Gauge(scores)).data(data).task(ClassTask.of(data, data)).build();
  }
}
