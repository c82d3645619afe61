package io.ebm.models.boltzmann.graph;

/** What a lattice does at its ends. */
public enum Boundary {
  /** The last site of a row is a neighbour of the first. */
  TORUS,
  /** The ends have no neighbours beyond. */
  OPEN
}
