package io.ebm.testkit;

import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;

/**
 * An {@link ObjectiveContext} for tests.
 *
 * @param step the training step
 * @param batchSize rows of the whole minibatch
 * @param random the stream of this step
 * @param metrics records
 */
public record TestObjectiveContext(
    long step, int batchSize, RandomStream random, RecordingMetrics metrics)
    implements ObjectiveContext {

  /** The context of one step, with a stream of the seed and the step alone. */
  public static TestObjectiveContext of(long seed, long step, int batchSize) {
    return new TestObjectiveContext(
        step, batchSize, RandomStream.of(seed).split("step").split(step), new RecordingMetrics());
  }
}
