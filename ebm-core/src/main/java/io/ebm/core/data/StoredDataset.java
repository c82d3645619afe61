package io.ebm.core.data;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.Rescaled;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples from files. */
record StoredDataset(StateSpace space, Examples train, Examples heldOut, Columns columns)
    implements Dataset, Rescaled, Archived {

  /**
   * How numbers of a file become examples.
   *
   * @param values what becomes of each number
   * @param shape of an example
   * @param labelColumn where a label stands beside them in a text, as in a csv, or null for none
   * @param header whether a text begins with a header; null if its first line tells
   * @param heldOutFraction how many of the training examples to hold out, or null
   */
  record Form(
      Values values,
      List<Integer> shape,
      @Nullable Integer labelColumn,
      @Nullable Boolean header,
      @Nullable Double heldOutFraction) {}

  /**
   * What was read from files.
   *
   * @param labels of all examples, or null if they have none
   */
  record Parts(Examples train, Examples heldOut, @Nullable LabelTexts labels) {}

  /**
   * Labels as texts, one for each example.
   *
   * @param classes all that there may be, in the order of the classes; null for those that occur
   */
  record LabelTexts(List<String> train, List<String> heldOut, @Nullable List<String> classes) {

    /** Those that occur are the classes. */
    LabelTexts(List<String> train, List<String> heldOut) {
      this(train, heldOut, null);
    }

    /** Numbers them; those of a run that is opened are as they were. */
    Labels number(@Nullable List<String> kept) {
      return Labels.of(train, heldOut, kept == null ? classes : kept);
    }
  }

  /** A data set that is {@link Labelled} exactly if there are labels. */
  static Dataset of(Form form, Parts parts, ComponentContext context) {
    Kept kept = Kept.of(context);
    Values values = form.values();
    Examples train = parts.train();
    Examples heldOut = parts.heldOut();
    StateSpace space = values.space(form.shape(), kept.binary(), train, heldOut);
    LabelTexts texts = parts.labels();
    Labels labels = texts == null ? null : texts.number(kept.classes());
    Double fraction = form.heldOutFraction();
    if (fraction != null) {
      Split split = Split.random(train.size(), fraction, context.random().split("held-out"));
      heldOut = Split.view(train, split.heldOut());
      train = Split.view(train, split.train());
      labels = labels == null ? null : labels.select(split.train(), split.heldOut());
    }
    Columns columns = columns(values, kept.columns(), train, space.dim());
    StoredDataset plain =
        new StoredDataset(space, columns.view(train), columns.view(heldOut), columns);
    return labels == null ? plain : new WithLabels(plain, labels, form);
  }

  /** Those of the run that is opened, if there is one. */
  private static Columns columns(Values values, @Nullable Columns kept, Examples train, int dim) {
    if (kept == null) {
      return values.standardize() ? Columns.of(train, dim) : Columns.NONE;
    }
    if (kept.isEmpty() == values.standardize()) {
      throw new SettingException(
          "standardize",
          "is " + values.standardize() + ", but was " + !kept.isEmpty() + " when the run began");
    }
    if (!kept.isEmpty() && kept.scales().length != dim) {
      throw new IllegalArgumentException(
          "examples have "
              + dim
              + " values, but those that the run was trained on had "
              + kept.scales().length);
    }
    return kept;
  }

  @Override
  public double centre(int coordinate) {
    return columns.centre(coordinate);
  }

  @Override
  public double scale(int coordinate) {
    return columns.scale(coordinate);
  }

  @Override
  public void archive(Path folder) throws IOException {
    archive(folder, List.of());
  }

  private void archive(Path folder, List<String> classes) throws IOException {
    Kept.write(folder, space instanceof StateSpace.Binary, columns, classes);
  }

  /** The same with a class for every example. */
  private record WithLabels(StoredDataset plain, Labels labels, Form form)
      implements Dataset, Labelled, Rescaled, Archived, FeatureTexts {

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
      plain.rescale(rows);
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

    @Override
    public double centre(int coordinate) {
      return plain.centre(coordinate);
    }

    @Override
    public double scale(int coordinate) {
      return plain.scale(coordinate);
    }

    @Override
    public void archive(Path folder) throws IOException {
      plain.archive(folder, labels.names());
    }
  }
}
