package io.ebm.core.train;

import io.ebm.api.Metrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Told of a training run's steps, on the thread that trains. */
public interface TrainingListener {

  /**
   * A step is done.
   *
   * @param step how many steps are done
   * @param steps how many there are
   * @param loss the mean loss of the minibatch
   */
  default void stepDone(long step, long steps, double loss) {}

  /**
   * It is time to judge the parameters that a run keeps, which the model has during the call.
   *
   * @param metrics takes what they are worth
   * @return why no further step is needed, or null
   */
  default @Nullable String judge(long step, Metrics metrics) {
    return null;
  }

  /** It is time to log; the values are those of this step. */
  default void metrics(long step, Map<String, Double> values) {}

  /** The optimizer needs no further step; told before the last metrics and checkpoint. */
  default void stopped(long step, String why) {}

  /** Whether training is to end after this step, with a checkpoint from which it can go on. */
  default boolean stopAsked() {
    return false;
  }

  /** It is time for a checkpoint. */
  default void checkpoint(long step) {}
}
