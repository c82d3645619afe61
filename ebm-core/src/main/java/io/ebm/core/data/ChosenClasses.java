package io.ebm.core.data;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples of some classes of other data, in the units and of the space of those. */
@SuppressWarnings("ArrayRecordComponent") // arrays that the data set hands out
record ChosenClasses(
    Dataset whole,
    Examples train,
    Examples heldOut,
    List<String> classNames,
    int[] trainLabels,
    int[] heldOutLabels)
    implements Dataset, Labelled, Rescaled, Archived, FeatureTexts {

  /**
   * A choice of examples.
   *
   * @param whole labelled data
   * @param names of all its classes
   * @param classes those that remain, ascending
   * @param trainRows the training examples that remain
   * @param heldOutRows the held-out examples that remain
   */
  static ChosenClasses of(
      Dataset whole,
      List<String> names,
      List<Integer> classes,
      int[] trainRows,
      int[] heldOutRows) {
    Labelled labelled = (Labelled) whole;
    int[] numbers = new int[names.size()];
    for (int k = 0; k < classes.size(); k++) {
      numbers[classes.get(k)] = k;
    }
    return new ChosenClasses(
        whole,
        Split.view(whole.train(), trainRows),
        Split.view(whole.heldOut(), heldOutRows),
        classes.stream().map(names::get).toList(),
        labels(labelled.trainLabels(), trainRows, numbers),
        labels(labelled.heldOutLabels(), heldOutRows, numbers));
  }

  private static int[] labels(int[] labels, int[] rows, int[] numbers) {
    return Arrays.stream(rows).map(i -> numbers[labels[i]]).toArray();
  }

  @Override
  public StateSpace space() {
    return whole.space();
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  @Override
  public double centre(int coordinate) {
    return whole instanceof Rescaled scaled ? scaled.centre(coordinate) : 0;
  }

  @Override
  public double scale(int coordinate) {
    return whole instanceof Rescaled scaled ? scaled.scale(coordinate) : 1;
  }

  @Override
  public void archive(Path folder) throws IOException {
    if (whole instanceof Archived archived) {
      archived.archive(Files.createDirectories(folder.resolve("data")));
    }
  }

  @Override
  public @Nullable Integer labelColumn() {
    return whole instanceof FeatureTexts texts ? texts.labelColumn() : null;
  }

  @Override
  public @Nullable Boolean header() {
    return whole instanceof FeatureTexts texts ? texts.header() : null;
  }

  @Override
  public void convert(Batch rows) {
    if (whole instanceof FeatureTexts texts) {
      texts.convert(rows);
    }
  }
}
