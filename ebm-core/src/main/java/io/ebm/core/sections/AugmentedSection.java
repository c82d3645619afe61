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
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Some training examples, and what the first steps of training made of each. */
public final class AugmentedSection implements ReportSection {

  private static final int EXAMPLES = 8;
  private static final int VERSIONS = 11;
  private static final int WIDTH = 900;
  private static final int GAP = 2;
  private static final int WHITE = 0xffffff;

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
        () -> grid(versions(data, shape), shape));
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

  private static Picture grid(Batch images, ImageShape shape) {
    if (shape.channels() == 3) {
      return new Picture.Png(colours(images, shape));
    }
    Batch single = images;
    int across = 1 + VERSIONS;
    if (shape.channels() > 1) { // each channel by itself
      single = Batch.of(images.array(), shape.pixels());
      across *= shape.channels();
    }
    return Picture.Images.of(single, shape.height(), shape.width(), across);
  }

  /** A grid of images in red, green and blue, between the least value and the greatest. */
  private static byte[] colours(Batch images, ImageShape shape) {
    Picture.Images range = Picture.Images.of(images, 3 * shape.height(), shape.width(), 1);
    int scale = Math.max(1, WIDTH / ((1 + VERSIONS) * shape.width()));
    int cellWidth = scale * shape.width() + GAP;
    int cellHeight = scale * shape.height() + GAP;
    int down = images.size() / (1 + VERSIONS);
    BufferedImage canvas =
        new BufferedImage(
            (1 + VERSIONS) * cellWidth - GAP, down * cellHeight - GAP, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < canvas.getHeight(); y++) {
      for (int x = 0; x < canvas.getWidth(); x++) {
        int row = y % cellHeight / scale;
        int column = x % cellWidth / scale;
        int colour = WHITE;
        if (row < shape.height() && column < shape.width()) {
          int image = y / cellHeight * (1 + VERSIONS) + x / cellWidth;
          colour = 0;
          for (int c = 0; c < 3; c++) {
            float value = images.get(image, (c * shape.height() + row) * shape.width() + column);
            double share = (value - range.black()) / (range.white() - range.black());
            colour = colour << 8 | (int) Math.round(255 * share);
          }
        }
        canvas.setRGB(x, y, colour);
      }
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(canvas, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
