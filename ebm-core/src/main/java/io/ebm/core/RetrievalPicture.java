package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.report.ImageGrid;
import org.jspecify.annotations.Nullable;

/** What an associative memory of images makes of stored ones that are spoilt. */
final class RetrievalPicture {

  static final String CAPTION =
      "Stored examples with their lower half not known (red), after one step, and at the end; below,"
          + " the same with a quarter of the pixels spoilt";

  private static final int ACROSS = 16;

  private RetrievalPicture() {}

  /**
   * Draws the first examples.
   *
   * @param examples images that are stored, in the units of the data's source
   */
  static byte[] png(
      Session session, Batch examples, int height, int width, double black, double white) {
    int count = Math.min(ACROSS, examples.size());
    Batch all = Batch.allocate(6 * count, height * width);
    Batch hidden = examples.slice(0, count).copy();
    for (int r = 0; r < count; r++) {
      for (int pixel = height / 2 * width; pixel < hidden.dim(); pixel++) {
        hidden.set(r, pixel, Float.NaN);
      }
    }
    Batch noisy = examples.slice(0, count).copy();
    RandomStream random = RandomStream.of(session.experiment().seed()).split("retrieval");
    for (int i = 0; i < noisy.length(); i++) {
      if (random.nextInt(4) == 0) {
        noisy.array()[noisy.offset() + i] =
            spoilt(session.space(), noisy.array()[noisy.offset() + i], black, white);
      }
    }
    draw(session, hidden, all.slice(0, 3 * count));
    draw(session, noisy, all.slice(3 * count, 6 * count));
    return ImageGrid.png(all, height, width, count, black, white);
  }

  /** The other value of two, or the brightness turned over. */
  private static float spoilt(StateSpace space, float value, double black, double white) {
    if (space instanceof StateSpace.Spin) {
      return -value;
    }
    return (float) (black + white) - value;
  }

  private static void draw(Session session, Batch probes, Batch into) {
    int count = probes.size();
    into.slice(0, count).copyFrom(probes);
    Batch step = into.slice(count, 2 * count);
    step.copyFrom(retrieved(session, probes, 1));
    Batch end = into.slice(2 * count, 3 * count);
    end.copyFrom(retrieved(session, probes, null));
  }

  private static Batch retrieved(Session session, Batch probes, @Nullable Integer steps) {
    Batch rows = session.rescaled(probes);
    session.retrieve(rows, steps);
    return session.restored(rows);
  }
}
