package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Rescaled;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.train.Augmented;

/** Some training examples, and what the first steps of training made of each. */
public final class AugmentedSection implements ReportSection {

  private static final int EXAMPLES = 8;
  private static final int VERSIONS = 11;

  private final Augmented augmented;

  /** Draws what some changes do. */
  public AugmentedSection(Augmented augmented) {
    this.augmented = augmented;
  }

  @Override
  public String name() {
    return "augmented";
  }

  @Override
  public String description() {
    return "Training examples beside what augmentations make of them.";
  }

  @Override
  public String heading() {
    return "Augmentations";
  }

  @Override
  public boolean applies(RunView run) {
    return !augmented.changes().isEmpty()
        && run.data().flatMap(data -> ImageShape.of(data.space())).isPresent()
        && run.data().orElseThrow().train().size() > 0;
  }

  @Override
  public void draw(RunView run, Page on) {
    Dataset data = run.data().orElseThrow();
    ImageShape shape = ImageShape.of(data.space()).orElseThrow();
    on.picture(
        "augmented",
        "Training examples (first column) and what steps of training make of them",
        () -> Picture.Images.of(versions(data, shape), shape, 1 + VERSIONS));
  }

  /** Row by row of the picture: an example and its versions. */
  private Batch versions(Dataset data, ImageShape shape) {
    int count = Math.min(EXAMPLES, data.train().size());
    Batch all = Batch.allocate(count * (1 + VERSIONS), shape.dim());
    for (int version = 0; version <= VERSIONS; version++) {
      Batch rows = examples(data, count, shape.dim());
      if (version > 0) {
        augmented.apply(rows, version - 1, 0);
      }
      if (data instanceof Rescaled scaled && !(data.train() instanceof ConditionalExamples<?>)) {
        scaled.restore(rows);
      }
      for (int i = 0; i < count; i++) {
        all.copyRow(i * (1 + VERSIONS) + version, rows, i);
      }
    }
    return all;
  }

  /** The first examples, or what a model is given of them. */
  private static Batch examples(Dataset data, int count, int dim) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = i;
    }
    return data.train() instanceof ConditionalExamples<?> pairs
            && pairs.contexts(indices, 0, count) instanceof Batch contexts
        ? contexts
        : data.train().range(0, count, dim);
  }
}
