package io.ebm.api;

/**
 * A {@link Conditional} model of classes given features, {@code p(y | c)}: a context is a row of
 * the data's space, a target is one class, {@code Categorical(1, classes)}. The host trains and
 * evaluates it on {@link Labelled} data, whose examples it shows as {@link LabelledExamples}.
 */
public interface Classifier extends Conditional<Batch> {

  /** The space of the contexts. */
  StateSpace features();
}
