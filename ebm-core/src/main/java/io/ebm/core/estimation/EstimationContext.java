package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.concurrent.Executor;

/**
 * What an estimator may use.
 *
 * @param examples data that show where the mass lies; a few thousand rows are enough, none are
 *     allowed
 * @param random random numbers, for stochastic methods
 * @param executor runs independent pieces of work; {@code Runnable::run} runs them one by one. The
 *     result does not depend on it. The caller waits, so it must not be one of few threads of that
 *     executor
 */
public record EstimationContext(Batch examples, RandomStream random, Executor executor) {

  /** A context that runs everything in the calling thread. */
  public static EstimationContext sequential(Batch examples, RandomStream random) {
    return new EstimationContext(examples, random, Runnable::run);
  }
}
