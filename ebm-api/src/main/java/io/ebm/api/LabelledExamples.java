package io.ebm.api;

import java.util.Optional;

/**
 * Examples with a class each as examples of a {@link Classifier}: the context is what the example
 * is, the target is its class. Safe for reading from several threads.
 */
public final class LabelledExamples implements ConditionalExamples<Batch> {

  private final Examples features;
  private final int dim;
  private final int[] labels;
  private final Optional<StateSpace> space;

  private LabelledExamples(Examples features, int dim, int[] labels, Optional<StateSpace> space) {
    this.features = features;
    this.dim = dim;
    this.labels = labels;
    this.space = space;
  }

  /**
   * Puts examples and their classes together.
   *
   * @param features the examples
   * @param dim their dimension
   * @param labels a class for each, from 0; must not change
   * @param classes how many classes there are
   * @throws IllegalArgumentException if there are not as many labels as examples, or a label is out
   *     of range
   */
  public static LabelledExamples of(Examples features, int dim, int[] labels, int classes) {
    if (labels.length != features.size()) {
      throw new IllegalArgumentException(
          "there are " + labels.length + " labels for " + features.size() + " examples");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "the label of example "
                + i
                + " is "
                + labels[i]
                + "; labels of "
                + classes
                + " classes are 0 to "
                + (classes - 1));
      }
    }
    return new LabelledExamples(features, dim, labels, Optional.empty());
  }

  /** The same, of examples whose space models are told, as that of rows of several lengths. */
  public LabelledExamples in(StateSpace featureSpace) {
    return new LabelledExamples(features, dim, labels, Optional.of(featureSpace));
  }

  /** The examples without their classes. */
  public Examples features() {
    return features;
  }

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    for (int i = 0; i < into.size(); i++) {
      into.set(i, 0, labels[indices[from + i]]);
    }
  }

  @Override
  public Optional<double[]> weights(int[] indices, int from, int count) {
    return features.weights(indices, from, count);
  }

  @Override
  public Optional<StateSpace> contextSpace() {
    return space;
  }

  @Override
  public Batch contexts(int[] indices, int from, int count) {
    Batch rows = Batch.allocate(count, dim);
    features.read(indices, from, rows);
    return rows;
  }
}
