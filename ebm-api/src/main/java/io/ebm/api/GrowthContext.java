package io.ebm.api;

/** What the host tells growing data before each training step. */
public interface GrowthContext {

  /** The model as it is now. */
  Model model();

  /** The training step, from 0. */
  long step();

  /** A stream for this step alone; needs no checkpointing. */
  RandomStream random();

  /** Where to record what a user may want to see. */
  Metrics metrics();
}
