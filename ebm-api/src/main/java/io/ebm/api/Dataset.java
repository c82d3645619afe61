package io.ebm.api;

/**
 * Examples to learn from. Made once per run; safe for reading from several threads. What it can
 * tell besides is a capability: {@link Labelled}, {@link KnownDensity}, {@link Rescaled}.
 */
public interface Dataset {

  /** The space that every example lies in. */
  StateSpace space();

  /** The examples to train on, at least one. */
  Examples train();

  /** The examples kept apart for evaluation; may be empty. */
  Examples heldOut();

  /** Rows that lie in a batch, which must not change, to train on; nothing is held out. */
  static Dataset of(StateSpace space, Batch train) {
    return new Dataset() {
      @Override
      public StateSpace space() {
        return space;
      }

      @Override
      public Examples train() {
        return Examples.of(train);
      }

      @Override
      public Examples heldOut() {
        return Examples.of(train.slice(0, 0));
      }
    };
  }
}
