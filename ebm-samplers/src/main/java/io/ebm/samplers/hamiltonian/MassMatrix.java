package io.ebm.samplers.hamiltonian;

import io.ebm.api.StateSpace;
import io.ebm.samplers.Bounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a warm-up makes of the mass matrix. */
public enum MassMatrix {
  /** The identity, whatever the target. */
  IDENTITY,

  /** The inverse variances of the coordinates. */
  DIAGONAL,

  /** The inverse of the whole covariance. */
  DENSE;

  /** Why chains with that mass matrix cannot move in a space. */
  static Optional<String> misfit(@Nullable MassMatrix mass, StateSpace space) {
    return space instanceof StateSpace.Box && mass == MassMatrix.DENSE
        ? Optional.of(
            "cannot reflect at the bounds of a box with a dense mass matrix; massMatrix may be"
                + " 'diagonal' or 'identity' there")
        : Bounds.misfit(space);
  }
}
