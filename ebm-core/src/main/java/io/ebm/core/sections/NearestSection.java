package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.evaluation.Neighbours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Samples that are images beside the training images nearest to them, which tells a model that
 * makes images from one that has learned its data by heart.
 */
public final class NearestSection implements ReportSection {

  private static final int ACROSS = 10;
  private static final int COMPARED = 200;

  /** A sample is a copy that lies closer to a training image than this part of what is usual. */
  private static final double COPY = 1.0 / 3;

  /** Samples are as far from the training images as others, where neither is so much farther. */
  private static final double ALIKE = 1.5;

  @Override
  public String name() {
    return "nearest";
  }

  @Override
  public String description() {
    return "Samples that are images and the training images nearest to them: whether they are copies.";
  }

  @Override
  public String heading() {
    return "Nearest training images";
  }

  @Override
  public boolean applies(RunView run) {
    return Look.shape(run).isPresent()
        && run.samples().filter(samples -> samples.size() > 0).isPresent()
        && run.data().filter(data -> data.train().size() > 0).isPresent()
        && Points.inData(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    Dataset data = run.data().orElseThrow();
    ImageShape shape = Look.shape(run).orElseThrow();
    Batch all = Points.samples(run);
    Batch samples = all.slice(0, Math.min(COMPARED, all.size()));
    Batch others =
        run.restored(
            data.heldOut().range(0, Math.min(COMPARED, data.heldOut().size()), shape.dim()));
    Neighbours found = Neighbours.of(Look.below(samples, others), data, run);
    double[] ofSamples = Arrays.copyOf(found.distances(), samples.size());
    double[] ofOthers =
        Arrays.copyOfRange(found.distances(), samples.size(), found.distances().length);
    int count = Math.min(Math.max(1, ACROSS / shape.pictures()), samples.size());
    on.picture(
        "nearest",
        "Samples; the training image that is nearest to each; how far it is",
        () -> picture(run, samples.slice(0, count), found));
    on.paragraph(verdict(ofSamples, ofOthers));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("samples", ofSamples));
    if (ofOthers.length > 0) {
      rows.add(row("held-out images", ofOthers));
    }
    on.table(List.of("distance to the nearest training image", "median", "least"), rows);
  }

  private static Picture picture(RunView run, Batch samples, Neighbours found) {
    Batch nearest = Batch.allocate(samples.size(), samples.dim());
    run.data().orElseThrow().train().read(found.nearest(), 0, nearest);
    List<String> distances = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      distances.add(number(found.distances()[i]));
    }
    return Look.range(run)
        .with(Look.below(samples, run.restored(nearest)), samples.size())
        .named(List.of("sample", "nearest"), distances);
  }

  private static List<String> row(String what, double[] distances) {
    double least = Arrays.stream(distances).min().orElse(Double.NaN);
    return List.of(what, number(median(distances)), number(least));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * What the distances say: held-out images are as far from the training images as images are that
   * nobody copied.
   */
  static String verdict(double[] samples, double[] others) {
    if (others.length == 0) {
      return "Whether samples are copies cannot be told: there are no held-out images to compare with.";
    }
    double usual = median(others);
    if (usual == 0) {
      return "Whether samples are copies cannot be told: most held-out images stand among the training"
          + " images, too.";
    }
    long copies = Arrays.stream(samples).filter(distance -> distance < COPY * usual).count();
    double ratio = median(samples) / usual;
    String far = String.format(Locale.ROOT, "%.2g", ratio);
    String said =
        copies == 0
            ? "No sample is a copy of a training image."
            : copies
                + " of "
                + samples.length
                + (copies == 1 ? " samples is" : " samples are")
                + " as good as copied: closer to a training image than a third of what is usual for"
                + " held-out ones.";
    if (ratio > ALIKE) {
      return said
          + " Samples are farther from the training images than held-out ones are, "
          + far
          + " times: they are not like the data.";
    }
    if (ratio * ALIKE < 1) {
      return said
          + " Samples are closer to the training images than held-out ones are, "
          + far
          + " times as far: they are copies, or smoother than the data.";
    }
    return said + " Samples are about as far from the training images as held-out ones are.";
  }
}
