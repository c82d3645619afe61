package io.ebm.samplers.hamiltonian;

/** What a warm-up makes of the mass matrix. */
public enum MassMatrix {
  /** The identity, whatever the target. */
  IDENTITY,

  /** The inverse variances of the coordinates. */
  DIAGONAL,

  /** The inverse of the whole covariance. */
  DENSE
}
