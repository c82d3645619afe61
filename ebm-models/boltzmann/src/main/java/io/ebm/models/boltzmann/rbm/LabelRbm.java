package io.ebm.models.boltzmann.rbm;

import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** A machine with visible units of several levels. */
final class LabelRbm extends Rbm {

  LabelRbm(Layers layers, StateSpace space, float[] base, float @Nullable [] centre) {
    super(layers, space, base, centre);
  }
}
