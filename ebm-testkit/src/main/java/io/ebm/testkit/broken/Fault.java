package io.ebm.testkit.broken;

/** One mistake that samplers are made with. */
public enum Fault {
  /** No mistake: the control. */
  NONE,

  /** The ratio of the proposal's densities enters the acceptance upside down. */
  HASTINGS_RATIO_INVERTED,

  /** The ratio of the proposal's densities is left out of the acceptance. */
  HASTINGS_RATIO_FORGOTTEN,

  /** Energies and gradients are kept when the host says that they are stale. */
  STALE_AFTER_REFRESH,

  /** All coordinates of a chain get the same noise. */
  NOISE_SHARED_BY_COORDINATES,

  /** All chains of a tile get the same noise. */
  NOISE_SHARED_BY_CHAINS,

  /** Noise of variance ε where it is 2ε, and nothing refused. */
  NOISE_WITHOUT_ROOT_TWO,

  /** A chain that moved keeps the gradient of where it was. */
  GRADIENT_STALE,

  /** The number that decides about a proposal is the one that made it. */
  NUMBER_USED_TWICE,

  /** Coordinates are multiplied, and the Jacobian of that is left out of the acceptance. */
  JACOBIAN_FORGOTTEN,

  /** Each chain's step grows when it accepts and shrinks when it refuses, for ever. */
  STEP_ADAPTED_WHILE_SAMPLING,

  /** Chains move in a copy of the states. */
  NOT_IN_PLACE,

  /** A proposal whose energy is not a number is taken for a refused one. */
  NAN_REFUSED,

  /** The coin of a Gibbs step lands up too often. */
  BIASED_COIN,

  /** Replicas swap with a probability that belongs to other temperatures than theirs. */
  SWAP_WITH_WRONG_TEMPERATURES,

  /** A sweep that is to hold units draws one of them anew: the last that is given. */
  SITE_UNCLAMPED,

  /** A Gibbs sweep leaves out the last unit. */
  UNIT_FORGOTTEN,

  /** A Gibbs sweep updates all units at once from the old state. */
  UNITS_UPDATED_AT_ONCE,

  /** A checkpoint lacks the position of the random stream. */
  STREAM_NOT_SAVED,

  /** Refused proposals are not counted. */
  REFUSALS_NOT_COUNTED
}
