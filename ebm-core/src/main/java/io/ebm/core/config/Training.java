package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** How to train. */
public record Training(
    @Setting(value = "256", doc = "Examples in a minibatch") int batch,
    @Setting(value = "3000", doc = "Steps of the optimizer") int steps,
    @Setting(doc = "Write metrics every so many steps; a 200th of all steps where absent")
        @Nullable Integer logEvery,
    @Setting(doc = "Write a checkpoint every so many steps; a tenth of all steps where absent")
        @Nullable Integer checkpointEvery,
    @Setting(value = "3", doc = "How many checkpoints to keep; older ones are removed") int keep) {

  public Training {
    Checks.atLeast("batch", batch, 1);
    Checks.atLeast("steps", steps, 1);
    if (logEvery != null) {
      Checks.atLeast("logEvery", logEvery, 1);
    }
    if (checkpointEvery != null) {
      Checks.atLeast("checkpointEvery", checkpointEvery, 1);
    }
    Checks.atLeast("keep", keep, 1);
  }

  /** Steps between two lines of metrics. */
  public int logInterval() {
    return logEvery == null ? Math.max(1, steps / 200) : logEvery;
  }

  /** Steps between two checkpoints. */
  public int checkpointInterval() {
    return checkpointEvery == null ? Math.max(1, steps / 10) : checkpointEvery;
  }
}
