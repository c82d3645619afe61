package io.ebm.testkit;

import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;

/**
 * An {@link ObjectiveContext} for tests.
 *
 * @param step the training step
 * @param batchSize rows of the whole minibatch
 * @param conditional whether each row has a context of its own
 * @param random the stream of this step
 * @param metrics records
 */
public record TestObjectiveContext(
    long step, int batchSize, boolean conditional, RandomStream random, RecordingMetrics metrics)
    implements ObjectiveContext {

  /** The context of one step, with a stream of the seed and the step alone. */
  public static TestObjectiveContext of(long seed, long step, int batchSize) {
    return new TestObjectiveContext(
        step,
        batchSize,
        false,
        RandomStream.of(seed).split("step").split(step),
        new RecordingMetrics());
  }

  /** The same, for an energy whose rows have contexts of their own. */
  public TestObjectiveContext withContexts() {
    return new TestObjectiveContext(step, batchSize, true, random, metrics);
  }
}
