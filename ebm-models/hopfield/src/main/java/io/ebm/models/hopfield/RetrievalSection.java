package io.ebm.models.hopfield;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.List;

/** {@code retrieval}: what a memory of images makes of stored ones that are spoilt. */
@AutoService(ReportSection.class)
public final class RetrievalSection implements ReportSection {

  private static final int ACROSS = 16;

  /** By this many of the first examples it is decided what is black and white. */
  private static final int MOST_ROWS = 4000;

  @Override
  public String name() {
    return "retrieval";
  }

  @Override
  public String description() {
    return "What an associative memory of images makes of stored ones that are spoilt.";
  }

  @Override
  public String heading() {
    return "Retrieval";
  }

  @Override
  public boolean applies(RunView run) {
    return run.model().as(Retrieving.class).isPresent()
        && run.energy().filter(energy -> ImageShape.of(energy.space()).isPresent()).isPresent()
        && run.data().filter(data -> data.train().size() > 0).isPresent();
  }

  @Override
  public void draw(RunView run, Page on) {
    on.picture(
        "retrieval",
        "Stored examples with their lower half not known (red), after one step, and at the end;"
            + " below, the same with a quarter of the pixels spoilt",
        () -> picture(run));
  }

  private static Picture picture(RunView run) {
    Retrieving memory = run.model().as(Retrieving.class).orElseThrow();
    Dataset data = run.data().orElseThrow();
    StateSpace space = data.space();
    ImageShape shape = ImageShape.of(space).orElseThrow();
    Batch examples =
        run.restored(data.train().range(0, Math.min(MOST_ROWS, data.train().size()), space.dim()));
    Picture.Images all = Picture.Images.of(examples, shape, ACROSS);
    int count = Math.min(ACROSS, examples.size());
    Batch hidden = shape.withoutLowerHalf(examples.slice(0, count));
    Batch noisy = examples.slice(0, count).copy();
    RandomStream random = run.random().split("retrieval");
    for (int i = 0; i < noisy.length(); i++) {
      if (random.nextInt(4) == 0) {
        float value = noisy.array()[noisy.offset() + i];
        noisy.array()[noisy.offset() + i] = spoilt(space, value, all.black(), all.white());
      }
    }
    Batch shown = Batch.allocate(6 * count, shape.dim());
    draw(run, memory, hidden, shown.slice(0, 3 * count));
    draw(run, memory, noisy, shown.slice(3 * count, 6 * count));
    return all.with(shown, count)
        .named(List.of("given", "one step", "answer", "given", "one step", "answer"), List.of());
  }

  /** The other value of two, or the brightness turned over. */
  private static float spoilt(StateSpace space, float value, double black, double white) {
    if (space instanceof StateSpace.Spin) {
      return -value;
    }
    return (float) (black + white) - value;
  }

  private static void draw(RunView run, Retrieving memory, Batch probes, Batch into) {
    int count = probes.size();
    into.slice(0, count).copyFrom(probes);
    into.slice(count, 2 * count).copyFrom(retrieved(run, memory, probes, 1));
    into.slice(2 * count, 3 * count).copyFrom(retrieved(run, memory, probes, memory.patience()));
  }

  private static Batch retrieved(RunView run, Retrieving memory, Batch probes, int steps) {
    Batch rows = run.rescaled(probes);
    run.tiles(
        rows.size(), (tile, from, to) -> Retrieval.ofProbes(memory, rows.slice(from, to), steps));
    return run.restored(rows);
  }
}
