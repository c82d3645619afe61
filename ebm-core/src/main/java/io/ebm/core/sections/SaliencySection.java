package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.ContextDifferentiable;
import io.ebm.api.Dataset;
import io.ebm.api.Decodable;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which pixels matter: the gradient of the energy by an image, and of a classifier that of the
 * energy of the class that it predicts (Simonyan, Vedaldi, Zisserman 2014, "Deep inside
 * convolutional networks").
 */
public final class SaliencySection implements ReportSection {

  private static final int ACROSS = 10;

  /** Few slopes are much steeper than the others; they may be cut off. */
  private static final double QUANTILE = 0.99;

  private static final float[] RAISES = {0.80f, 0.10f, 0.10f};
  private static final float[] LOWERS = {0.10f, 0.30f, 0.85f};

  @Override
  public String name() {
    return "saliency";
  }

  @Override
  public String description() {
    return "Which pixels of an image raise and lower its energy, or that of its class.";
  }

  @Override
  public String heading() {
    return "Saliency";
  }

  @Override
  public boolean applies(RunView run) {
    return shape(run).isPresent()
        && examples(run).size() > 0
        && (energy(run).isPresent() || run.model().as(Classifier.class).isPresent());
  }

  private static Optional<ImageShape> shape(RunView run) {
    return run.data().filter(data -> fits(run, data)).flatMap(data -> ImageShape.of(data.space()));
  }

  /** Whether the model is one of the examples, or of classes of them. */
  private static boolean fits(RunView run, Dataset data) {
    int dim = data.space().dim();
    return run.energy().map(energy -> energy.space().dim() == dim).orElse(false)
        || run.model().as(Classifier.class).map(c -> c.features().dim() == dim).orElse(false);
  }

  private static Optional<Differentiable> energy(RunView run) {
    return run.energy().flatMap(energy -> energy.as(Differentiable.class));
  }

  private static Examples examples(RunView run) {
    Dataset data = run.data().orElseThrow();
    return data.heldOut().size() > 0 ? data.heldOut() : data.train();
  }

  @Override
  public void draw(RunView run, Page on) {
    ImageShape shape = shape(run).orElseThrow();
    Examples examples = examples(run);
    Batch rows = examples.range(0, Math.min(ACROSS, examples.size()), shape.dim());
    Batch seen = run.restored(rows);
    energy(run)
        .ifPresent(
            energy ->
                on.picture(
                    "saliency",
                    "Where a brighter pixel raises the energy (red), so that the image is less"
                        + " plausible, and where it lowers it (blue)",
                    () -> {
                      Batch slopes = Batch.allocate(rows.size(), rows.dim());
                      energy.gradients(rows, new double[rows.size()], slopes);
                      return picture(seen, slopes, shape, "energy", List.of());
                    }));
    run.model()
        .as(Classifier.class)
        .ifPresent(classifier -> ofClasses(run, classifier, rows, seen, shape, on));
  }

  private static void ofClasses(
      RunView run, Classifier classifier, Batch rows, Batch seen, ImageShape shape, Page on) {
    EnergyFunction classes = classifier.given(rows);
    Decodable best = classes.as(Decodable.class).orElse(null);
    ContextDifferentiable byPixels = classes.as(ContextDifferentiable.class).orElse(null);
    if (best == null || byPixels == null) {
      return;
    }
    on.picture(
        "saliency-class",
        "Where a brighter pixel speaks for the class that is predicted (blue), and where against it"
            + " (red); above, the class, and the true one where that is another",
        () -> {
          Batch predicted = Batch.allocate(rows.size(), classes.space().dim());
          best.decode(predicted, new double[rows.size()]);
          Batch slopes = Batch.allocate(rows.size(), rows.dim());
          byPixels.contextGradients(predicted, new double[rows.size()], slopes);
          return picture(seen, slopes, shape, "its class", names(run, predicted));
        });
  }

  private static List<String> names(RunView run, Batch predicted) {
    Dataset data = run.data().orElseThrow();
    Labelled labelled = data instanceof Labelled known ? known : null;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < predicted.size(); i++) {
      int label = (int) predicted.get(i, 0);
      if (labelled == null) {
        names.add(Integer.toString(label));
        continue;
      }
      int[] labels = data.heldOut().size() > 0 ? labelled.heldOutLabels() : labelled.trainLabels();
      String name = labelled.classNames().get(label);
      names.add(
          labels[i] == label ? name : name + " (" + labelled.classNames().get(labels[i]) + ")");
    }
    return names;
  }

  /** The images in grey or colour, and below them the slopes, red where positive. */
  private static Picture picture(
      Batch images, Batch slopes, ImageShape shape, String what, List<String> names) {
    Picture.Images range = Picture.Images.of(images, shape, images.size());
    int pixels = shape.pixels();
    ImageShape colour = new ImageShape(3, shape.height(), shape.width());
    Batch all = Batch.allocate(2 * images.size(), colour.dim());
    for (int i = 0; i < images.size(); i++) {
      double most = bound(slopes, i, shape);
      for (int pixel = 0; pixel < pixels; pixel++) {
        float bright = share(mean(images, i, pixel, shape), range);
        double slope = shape.channels() * mean(slopes, i, pixel, shape) / most;
        float[] tint = slope > 0 ? RAISES : LOWERS;
        float strength = (float) Math.min(1, Math.abs(slope));
        for (int channel = 0; channel < 3; channel++) {
          int at = channel * pixels + pixel;
          all.set(i, at, shape.colour() ? share(images.get(i, at), range) : bright);
          float pale = 0.7f + 0.3f * bright;
          all.set(images.size() + i, at, pale + strength * (tint[channel] - pale));
        }
      }
    }
    return new Picture.Images(all, colour, images.size(), 0, 1, List.of("image", what), names);
  }

  private static float share(double value, Picture.Images range) {
    double share = (value - range.black()) / (range.white() - range.black());
    return Double.isNaN(share) ? 0.5f : (float) share;
  }

  /** Over the channels of a pixel. */
  private static double mean(Batch rows, int row, int pixel, ImageShape shape) {
    double sum = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      sum += rows.get(row, channel * shape.pixels() + pixel);
    }
    return sum / shape.channels();
  }

  private static double bound(Batch slopes, int row, ImageShape shape) {
    double[] sizes = new double[shape.pixels()];
    for (int pixel = 0; pixel < sizes.length; pixel++) {
      sizes[pixel] = shape.channels() * Math.abs(mean(slopes, row, pixel, shape));
    }
    Arrays.sort(sizes);
    return Math.max(Double.MIN_NORMAL, sizes[(int) (QUANTILE * (sizes.length - 1))]);
  }
}
