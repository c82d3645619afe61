package io.ebm.objectives.optim;

import io.ebm.api.Gradient;
import org.jspecify.annotations.Nullable;

/** The bound on the norm of a gradient. */
final class ClipNorm {

  private ClipNorm() {}

  /** What a gradient is to be multiplied by so that its norm is at most the bound. */
  static double factor(Gradient gradient, @Nullable Double bound) {
    if (bound == null) {
      return 1;
    }
    double norm = gradient.norm();
    return norm > bound ? bound / norm : 1;
  }
}
