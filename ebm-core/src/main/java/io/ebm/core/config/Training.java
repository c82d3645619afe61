package io.ebm.core.config;

import io.ebm.api.Augmentation;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.core.UserException;
import java.util.List;
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
    @Setting(value = "3", doc = "How many checkpoints to keep; older ones are removed") int keep,
    @Setting(
            value = "[]",
            doc =
                "Random changes of the examples that are trained on, afresh at every step, one after"
                    + " the other and before dataNoise; of a conditional model's, of what is given")
        List<Component<Augmentation>> augmentations,
    @Setting(
            value = "0",
            doc =
                "Standard deviation of the normal noise added to examples, afresh at every step; of a"
                    + " conditional model's, to what is given: features, observations. Only for real"
                    + " numbers")
        Schedule dataNoise,
    @Setting(
            doc =
                "Decay of an exponential moving average of the parameters, between 0 and 1, as 0.999;"
                    + " the average is what is kept, drawn from and evaluated. Where absent there is"
                    + " none")
        @Nullable Double averageDecay,
    @Setting(
            value = "0",
            doc =
                "How often training may go back to the last checkpoint and go on with smaller steps"
                    + " when something is not finite, or out of the bounds of 'watch'")
        int rollbacks,
    @Setting(value = "0.5", doc = "By what steps are multiplied at each rollback, between 0 and 1")
        double rollbackFactor,
    @Setting(value = "{}", doc = "What to do with single tensors of the model") Tensors tensors,
    @Setting(
            value = "[]",
            doc =
                "Bounds of metrics: training that leaves them for several steps in a row has diverged,"
                    + " and fails or rolls back")
        List<Watch> watch,
    @Setting(
            doc =
                "Evaluate while training, and keep the parameters that were best; left out, the last"
                    + " ones are kept")
        @Nullable Best best) {

  private static final int STANDARD_BATCH = 256;

  public Training {
    watch = List.copyOf(watch);
    if (batch != null) {
      Checks.atLeast("batch", batch, 0);
      Checks.fitsMemory("batch", batch, 4);
    }
    Checks.atLeast("steps", steps, 1);
    if (logEvery != null) {
      Checks.atLeast("logEvery", logEvery, 1);
    }
    if (checkpointEvery != null) {
      Checks.atLeast("checkpointEvery", checkpointEvery, 1);
    }
    Checks.atLeast("keep", keep, 1);
    Checks.that(
        dataNoise.lowest() >= 0 && Double.isFinite(dataNoise.highest()),
        "dataNoise",
        "must not be negative, but is "
            + (dataNoise.lowest() >= 0 ? dataNoise.highest() : dataNoise.lowest()));
    if (averageDecay != null) {
      checkInside("averageDecay", averageDecay);
    }
    Checks.atLeast("rollbacks", rollbacks, 0);
    checkInside("rollbackFactor", rollbackFactor);
  }

  private static void checkInside(String name, double value) {
    Checks.that(
        value > 0 && value < 1, name, "must lie between 0 and 1, both excluded, but is " + value);
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

  /** Whether it is time to look for the best parameters, after so many steps. */
  public boolean judgesAfter(long done) {
    if (best == null) {
      return false;
    }
    int every = best.every() == null ? Math.max(1, steps / 10) : best.every();
    return done % every == 0 || done == steps;
  }

  /** Steps between two checkpoints. */
  public int checkpointInterval() {
    return checkpointEvery == null ? Math.max(1, steps / 10) : checkpointEvery;
  }
}
