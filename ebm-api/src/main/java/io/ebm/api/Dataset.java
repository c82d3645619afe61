package io.ebm.api;

/**
 * Examples to learn from. Made once per run; safe for reading from several threads. What it can
 * tell besides is a capability: {@link Labelled}, {@link KnownDensity}.
 */
public interface Dataset {

  /** The space that every example lies in. */
  StateSpace space();

  /** The examples to train on, at least one. */
  Examples train();

  /** The examples kept apart for evaluation; may be empty. */
  Examples heldOut();
}
