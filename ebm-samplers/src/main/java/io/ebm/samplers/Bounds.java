package io.ebm.samplers;

import io.ebm.api.FitContext;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a box. For the samplers of this module.
 *
 * @param low the lower bound of every coordinate
 * @param high the upper bound, above {@code low}
 */
public record Bounds(float low, float high) {

  /**
   * The bounds of a space of real numbers, or null where it has none.
   *
   * @throws IllegalArgumentException if the space is discrete
   */
  public static @Nullable Bounds of(StateSpace space, String who) {
    if (space instanceof StateSpace.Box box) {
      return new Bounds(box.low(), box.high());
    }
    if (space instanceof StateSpace.Real) {
      return null;
    }
    FitContext.require(who, misfit(space));
    return null;
  }

  /**
   * Why a sampler of real states cannot be used on a space; see {@link ComponentFactory#misfit}.
   */
  public static Optional<String> misfit(StateSpace space) {
    return space.levels() == 0
        ? Optional.empty()
        : Optional.of("needs real states, but the energy is on " + space);
  }

  /** Reflects every float at the bounds until it lies between them. */
  public void reflect(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (x[i] < low || x[i] > high) {
        x[i] = reflected(x[i]);
      }
    }
  }

  /**
   * Reflects every coordinate of a moving row at the bounds, and turns its momentum round as often
   * as it was reflected (Neal 2011, "MCMC using Hamiltonian dynamics", section 5.1).
   */
  public void bounce(float[] x, int offset, float[] momentum, int momentumOffset, int dim) {
    for (int i = 0; i < dim; i++) {
      float value = x[offset + i];
      if (value < low || value > high) {
        double width = (double) high - low;
        if (Math.floorMod((long) Math.floor((value - low) / width), 2L) == 1) {
          momentum[momentumOffset + i] = -momentum[momentumOffset + i];
        }
        x[offset + i] = reflected(value);
      }
    }
  }

  private float reflected(double value) {
    double width = (double) high - low;
    double place = (value - low) % (2 * width);
    place = place < 0 ? place + 2 * width : place;
    double folded = place > width ? 2 * width - place : place;
    return (float) Math.max(low, Math.min(high, low + folded));
  }

  /** Whether a row lies inside. */
  public boolean contains(float[] x, int offset, int dim) {
    for (int i = offset; i < offset + dim; i++) {
      if (x[i] < low || x[i] > high) {
        return false;
      }
    }
    return true;
  }
}
