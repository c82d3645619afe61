package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.core.UserException;
import org.jspecify.annotations.Nullable;

/** How to train. */
public record Training(
    @Setting(
            doc =
                "Examples in a minibatch, or 0 for all of them; where absent 256, or all with an"
                    + " optimizer that needs all (lbfgs, owl-qn)")
        @Nullable Integer batch,
    @Setting(value = "3000", doc = "Steps of the optimizer") int steps,
    @Setting(doc = "Write metrics every so many steps; a 200th of all steps where absent")
        @Nullable Integer logEvery,
    @Setting(doc = "Write a checkpoint every so many steps; a tenth of all steps where absent")
        @Nullable Integer checkpointEvery,
    @Setting(value = "3", doc = "How many checkpoints to keep; older ones are removed") int keep) {

  private static final int STANDARD_BATCH = 256;

  public Training {
    if (batch != null) {
      Checks.atLeast("batch", batch, 0);
    }
    Checks.atLeast("steps", steps, 1);
    if (logEvery != null) {
      Checks.atLeast("logEvery", logEvery, 1);
    }
    if (checkpointEvery != null) {
      Checks.atLeast("checkpointEvery", checkpointEvery, 1);
    }
    Checks.atLeast("keep", keep, 1);
  }

  /**
   * How many examples a step looks at.
   *
   * @param examples how many there are
   * @param all whether the optimizer needs all
   * @throws UserException if it does, and fewer are asked for
   */
  public int rows(int examples, boolean all) {
    if (batch == null) {
      return all ? examples : STANDARD_BATCH;
    }
    if (all && batch != 0 && batch != examples) {
      throw new UserException(
          "training.batch: the optimizer needs all "
              + examples
              + " examples at every step, not "
              + batch
              + "; leave the key out, or write 0");
    }
    return batch == 0 ? examples : batch;
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
