package io.ebm.models.hopfield;

/** The order of asynchronous updates. */
public enum Sequence {
  /** Drawn for every sweep. */
  RANDOM,
  /** Ascending. */
  FIXED
}
