package io.ebm.testkit;

/** What a layer promises about the positions of its first input. */
public enum PositionRule {
  /** Nothing. */
  NONE,
  /** In another order they give the same outputs in that order: sets, nodes of graphs. */
  EQUIVARIANT,
  /** In another order they give the same output: pooling. */
  INVARIANT,
  /** What stands at a position changes no output before it, not by a bit. */
  CAUSAL
}
