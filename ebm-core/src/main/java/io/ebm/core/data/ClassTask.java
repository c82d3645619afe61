package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.LabelledExamples;
import io.ebm.api.PredictionFiles;
import io.ebm.api.StateSpace;
import io.ebm.api.TaskScored;
import io.ebm.api.TextLines;
import java.util.Map;

/**
 * Labelled data as a classifier learns them: contexts are the examples, targets their classes.
 *
 * @param data what was labelled
 * @param space of the targets
 */
public record ClassTask(
    Dataset data, StateSpace space, LabelledExamples train, LabelledExamples heldOut)
    implements Dataset, TaskScored, PredictionFiles<Batch> {

  /**
   * The task of telling classes.
   *
   * @param labels those of the data
   * @throws IllegalArgumentException if labels are missing or out of range
   */
  public static ClassTask of(Dataset data, Labelled labels) {
    int dim = data.space().dim();
    int classes = labels.classes();
    return new ClassTask(
        data,
        new StateSpace.Categorical(1, classes),
        placed(LabelledExamples.of(data.train(), dim, labels.trainLabels(), classes), data.space()),
        placed(
            LabelledExamples.of(data.heldOut(), dim, labels.heldOutLabels(), classes),
            data.space()));
  }

  /** Rows that vary in length say so. */
  private static LabelledExamples placed(LabelledExamples examples, StateSpace space) {
    return space.varies() ? examples.in(space) : examples;
  }

  /**
   * Rows of numbers as in a csv, of the raw form that the examples were read in, unless the data
   * read texts of another form; a label beside them is passed over. Predictions are a csv with a
   * header: {@code class}, and with probabilities {@code row,rank,class,logProbability}; marginals
   * follow in columns {@code p(LABEL)}.
   */
  @Override
  public Source<Batch> read(TextLines lines) {
    return new ClassPredictions(
        RowTexts.rows(data, lines), space.levels(), RowTexts.classNames(data));
  }

  @Override
  public Map<String, Double> scores(Batch predicted) {
    int[] indices = new int[predicted.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
    }
    Batch truth = Batch.allocate(indices.length, 1);
    heldOut.read(indices, 0, truth);
    int right = 0;
    for (int i = 0; i < indices.length; i++) {
      right += truth.get(i, 0) == predicted.get(i, 0) ? 1 : 0;
    }
    return Map.of("accuracy", (double) right / indices.length);
  }
}
