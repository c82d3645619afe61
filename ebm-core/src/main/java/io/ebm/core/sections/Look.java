package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import io.ebm.api.report.RunView;
import java.util.Optional;

/** How the images of a run are drawn: all between the same black and white. */
final class Look {

  private Look() {}

  /** The shape of the images that the states of a run's energy are; empty if they are none. */
  static Optional<ImageShape> shape(RunView run) {
    return run.energy().flatMap(energy -> ImageShape.of(energy.space()));
  }

  /** Images between the least value of the data and the greatest, or else of the samples. */
  static Picture.Images range(RunView run) {
    Batch examples = Points.data(run);
    Batch rows = examples.size() > 0 ? examples : Points.samples(run);
    return Picture.Images.of(rows, shape(run).orElseThrow(), 1);
  }

  /** Rows of several batches, one batch after the other. */
  static Batch below(Batch... parts) {
    int size = 0;
    for (Batch part : parts) {
      size += part.size();
    }
    Batch all = Batch.allocate(size, parts[0].dim());
    int at = 0;
    for (Batch part : parts) {
      all.slice(at, at + part.size()).copyFrom(part);
      at += part.size();
    }
    return all;
  }
}
