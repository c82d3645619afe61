package io.ebm.core.train;

import io.ebm.api.Checkpointed;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Watch;
import java.util.List;
import java.util.Map;

/** Looks at metrics after every step, and tells when training has left its course. */
final class Watches implements Checkpointed {

  private final List<Watch> watches;
  private final long[] outside; // for how many steps in a row, by watch

  Watches(List<Watch> watches) {
    this.watches = watches;
    outside = new long[watches.size()];
  }

  /** Whether nothing is watched. */
  boolean isEmpty() {
    return watches.isEmpty();
  }

  /** Whether a metric is out of bounds now, which may pass. */
  boolean alarmed() {
    for (long steps : outside) {
      if (steps > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Looks at the metrics of a step.
   *
   * @throws DivergedException if one has been out of bounds for too long
   * @throws UserException if there is no such metric
   */
  void look(Map<String, Double> metrics) {
    for (int i = 0; i < outside.length; i++) {
      Watch watch = watches.get(i);
      Double value = metrics.get(watch.metric());
      if (value == null) {
        throw new UserException(
            "training.watch["
                + i
                + "].metric: there is no metric '"
                + watch.metric()
                + "'; there are "
                + String.join(", ", metrics.keySet())
                + Texts.didYouMean(watch.metric(), metrics.keySet()));
      }
      outside[i] = watch.alarms(value) ? outside[i] + 1 : 0;
      if (outside[i] >= watch.steps()) {
        throw new DivergedException(
            "training diverges: "
                + watch.metric()
                + " has been "
                + watch.bounds()
                + " for "
                + outside[i]
                + (outside[i] == 1 ? " step" : " steps in a row")
                + ", and is "
                + value);
      }
    }
  }

  @Override
  public void save(StateWriter writer) {
    if (!isEmpty()) {
      writer.put("outside", outside);
    }
  }

  @Override
  public void restore(StateReader reader) {
    if (reader.has("outside")) {
      long[] saved = reader.longs("outside");
      System.arraycopy(saved, 0, outside, 0, Math.min(saved.length, outside.length));
    }
  }
}
