package io.ebm.models.hopfield;

/** How retrieval updates spins. */
public enum Updates {
  /** One spin after the other; the energy never rises. */
  ASYNCHRONOUS,
  /** All spins at once; may end in two states that follow each other. */
  SYNCHRONOUS
}
