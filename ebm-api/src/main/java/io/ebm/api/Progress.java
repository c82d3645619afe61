package io.ebm.api;

/**
 * How much of a run is done. While training it is the training step over all steps; while sampling,
 * the chain's step over all steps, in whole hundredths. The host moves it between calls, so it is
 * constant within one call of a plugin's method.
 */
@FunctionalInterface
public interface Progress {

  /** The fraction done, from 0 to 1. */
  double fraction();
}
