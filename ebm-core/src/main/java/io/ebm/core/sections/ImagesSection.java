package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;

/** States that are images: samples, examples, and images whose lower half the model fills in. */
public final class ImagesSection implements ReportSection {

  private static final int IMAGES = 100;
  private static final int ACROSS = 20;

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String description() {
    return "Samples and examples that are images, and images that the model completes.";
  }

  @Override
  public String heading() {
    return "Images";
  }

  @Override
  public boolean applies(RunView run) {
    return run.energy().filter(energy -> energy.space().shape().size() == 2).isPresent()
        && Points.some(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    StateSpace space = run.energy().orElseThrow().space();
    int height = space.shape().get(0);
    int width = space.shape().get(1);
    Batch examples = Points.data(run);
    Batch samples = Points.samples(run);
    Picture.Images range =
        Picture.Images.of(examples.size() > 0 ? examples : samples, height, width, ACROSS);
    if (samples.size() > 0) {
      on.picture("samples", "Samples of the model", () -> grid(first(samples), range));
    }
    if (examples.size() > 0) {
      on.picture("data", "Examples of the data", () -> grid(first(examples), range));
      inpainting(run, range, on);
    }
  }

  private static Batch first(Batch rows) {
    return rows.slice(0, Math.min(IMAGES, rows.size()));
  }

  private static Picture grid(Batch images, Picture.Images like) {
    return new Picture.Images(
        images, like.height(), like.width(), like.across(), like.black(), like.white());
  }

  /**
   * Held-out examples, the same with their lower half taken away, and what the model makes of it.
   */
  private static void inpainting(RunView run, Picture.Images like, Page on) {
    Dataset data = run.data().orElseThrow();
    int count = Math.min(ACROSS, data.heldOut().size());
    if (count == 0 || !run.completes()) {
      return;
    }
    int height = like.height();
    int width = like.width();
    on.picture(
        "inpainting",
        "Held-out examples; what was given of them (red is missing); what the model fills in",
        () -> {
          Batch whole = data.heldOut().range(0, count, height * width);
          Batch given = whole.copy();
          for (int i = 0; i < count; i++) {
            for (int pixel = height / 2 * width; pixel < given.dim(); pixel++) {
              given.set(i, pixel, Float.NaN);
            }
          }
          Batch completed = run.completed(given);
          Batch all = Batch.allocate(3 * count, height * width);
          for (int i = 0; i < count; i++) {
            all.copyRow(i, whole, i);
            all.copyRow(count + i, given, i);
            all.copyRow(2 * count + i, completed, i);
          }
          return new Picture.Images(
              run.restored(all), height, width, count, like.black(), like.white());
        });
  }
}
