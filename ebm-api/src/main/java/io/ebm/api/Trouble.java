package io.ebm.api;

/** What may keep chains from their target, and what a sampler may be a {@code remedy} for. */
public enum Trouble {
  /** Chains creep: coordinates differ in scale, depend on each other, or change one at a time. */
  SLOW_MIXING,

  /** Chains stay in the mode that they came to first. */
  SEPARATE_MODES
}
