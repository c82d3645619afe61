package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.List;

/** States that are images: samples, examples, and images whose lower half the model fills in. */
public final class ImagesSection implements ReportSection {

  private static final int IMAGES = 96;
  private static final int ACROSS = 16;
  private static final int COMPLETED = 10;

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
    return Look.shape(run).isPresent() && Points.some(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    ImageShape shape = Look.shape(run).orElseThrow();
    Picture.Images range = Look.range(run);
    Batch examples = Points.data(run);
    Batch samples = Points.samples(run);
    int across = Math.max(1, ACROSS / shape.pictures());
    if (samples.size() > 0) {
      on.picture("samples", "Samples of the model", () -> range.with(first(samples), across));
    }
    if (examples.size() > 0) {
      on.picture("data", "Examples of the data", () -> range.with(first(examples), across));
      inpainting(run, range, on);
    }
  }

  private static Batch first(Batch rows) {
    return rows.slice(0, Math.min(IMAGES, rows.size()));
  }

  /**
   * Held-out examples, the same with their lower half taken away, and what the model makes of it.
   */
  private static void inpainting(RunView run, Picture.Images range, Page on) {
    Dataset data = run.data().orElseThrow();
    int most = Math.max(1, COMPLETED / range.shape().pictures());
    int count = Math.min(most, data.heldOut().size());
    if (count == 0 || !run.completes()) {
      return;
    }
    on.picture(
        "inpainting",
        "Held-out examples; what was given of them (what is missing is red, or a chequerboard in colour images); what the model fills in",
        () -> {
          Batch whole = data.heldOut().range(0, count, range.shape().dim());
          Batch given = range.shape().withoutLowerHalf(whole);
          Batch completed = run.completed(given);
          return range
              .with(run.restored(Look.below(whole, given, completed)), count)
              .named(List.of("whole", "given", "filled in"), List.of());
        });
  }
}
