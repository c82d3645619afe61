package io.ebm.core.data;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Images of other data as sets of points. */
record PointSetDataset(Dataset images, PointSet points, Examples train, Examples heldOut)
    implements Dataset, Archived {

  static PointSetDataset of(Dataset images, PointSet points) {
    return new PointSetDataset(
        images, points, new Points(images.train(), points), new Points(images.heldOut(), points));
  }

  @Override
  public StateSpace space() {
    return points.space();
  }

  @Override
  public void archive(Path folder) throws IOException {
    if (images instanceof Archived archived) {
      archived.archive(Files.createDirectories(folder.resolve("data")));
    }
  }

  private record Points(Examples images, PointSet points) implements Examples {

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      Batch rows = Batch.allocate(into.size(), points.image().dim());
      images.read(indices, from, rows);
      points.write(rows, into);
    }

    @Override
    public Optional<double[]> weights(int[] indices, int from, int count) {
      return images.weights(indices, from, count);
    }
  }

  /** The same with a class for every image. */
  record WithLabels(PointSetDataset plain, Labelled labelled)
      implements Dataset, Archived, RowTexts {

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
      return labelled.classes();
    }

    @Override
    public List<String> classNames() {
      return labelled.classNames();
    }

    @Override
    public int[] trainLabels() {
      return labelled.trainLabels();
    }

    @Override
    public int[] heldOutLabels() {
      return labelled.heldOutLabels();
    }

    @Override
    public void archive(Path folder) throws IOException {
      plain.archive(folder);
    }

    /** Images as the data's own read them. */
    @Override
    public RowSource rows(TextLines lines) {
      RowSource images = RowTexts.rows(plain.images(), lines);
      return most -> {
        Batch rows = images.next(most);
        if (rows == null) {
          return null;
        }
        Batch sets = Batch.allocate(rows.size(), space().dim());
        plain.points().write(rows, sets);
        return sets;
      };
    }
  }
}
