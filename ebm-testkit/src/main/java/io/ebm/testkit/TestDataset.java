package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;

/**
 * A {@link Dataset} of rows at hand.
 *
 * @param space what the rows lie in
 * @param train examples to train on
 * @param heldOut examples kept apart
 */
public record TestDataset(StateSpace space, Examples train, Examples heldOut) implements Dataset {

  /** A data set of training rows alone. */
  public static TestDataset of(StateSpace space, Batch rows) {
    return new TestDataset(space, Examples.of(rows), Examples.of(rows.slice(0, 0)));
  }
}
