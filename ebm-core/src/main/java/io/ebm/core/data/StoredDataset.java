package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples from files. */
record StoredDataset(StateSpace space, Examples train, Examples heldOut) implements Dataset {

  /**
   * How numbers of a file become examples, and where a label stands beside them in a text.
   *
   * @param values what becomes of each number
   * @param labelColumn as in a csv, or null for none
   * @param header whether a text begins with a header; null if its first line tells
   */
  record Form(Values values, @Nullable Integer labelColumn, @Nullable Boolean header) {

    /** The form of what is no text, or whose first line tells whether it is a header. */
    Form(Values values, @Nullable Integer labelColumn) {
      this(values, labelColumn, null);
    }
  }

  /** A data set that is {@link Labelled} exactly if there are labels. */
  static Dataset of(
      StateSpace space, Examples train, Examples heldOut, @Nullable Labels labels, Form form) {
    StoredDataset plain = new StoredDataset(space, train, heldOut);
    return labels == null ? plain : new WithLabels(plain, labels, form);
  }

  /** The same; holds out a fraction of the training examples if one is given. */
  static Dataset of(
      StateSpace space,
      Examples train,
      Examples heldOut,
      @Nullable Labels labels,
      Form form,
      @Nullable Double heldOutFraction,
      ComponentContext context) {
    if (heldOutFraction == null) {
      return of(space, train, heldOut, labels, form);
    }
    Split split = Split.random(train.size(), heldOutFraction, context.random().split("held-out"));
    return of(
        space,
        Split.view(train, split.train()),
        Split.view(train, split.heldOut()),
        labels == null ? null : labels.select(split.train(), split.heldOut()),
        form);
  }

  /** The same with a class for every example. */
  private record WithLabels(StoredDataset plain, Labels labels, Form form)
      implements Dataset, Labelled, FeatureTexts {

    @Override
    public @Nullable Integer labelColumn() {
      return form.labelColumn();
    }

    @Override
    public @Nullable Boolean header() {
      return form.header();
    }

    @Override
    public void convert(Batch rows) {
      form.values().convert(rows);
    }

    @Override
    public List<String> classNames() {
      return labels.names();
    }

    @Override
    public StateSpace space() {
      return plain.space();
    }

    @Override
    public Examples train() {
      return plain.train();
    }

    @Override
    public Examples heldOut() {
      return plain.heldOut();
    }

    @Override
    public int classes() {
      return labels.classes();
    }

    @Override
    public int[] trainLabels() {
      return labels.train();
    }

    @Override
    public int[] heldOutLabels() {
      return labels.heldOut();
    }
  }
}
