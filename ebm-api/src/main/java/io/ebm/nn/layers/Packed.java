package io.ebm.nn.layers;

import io.ebm.nn.Axis;
import io.ebm.nn.Segments;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;

/** What layers have to do with packed values. */
final class Packed {

  private Packed() {}

  /** A value whose states all have the same positions; any that is not packed is one. */
  static Value requireFixed(String name, Value x) {
    Axis axis = x.shape().axis();
    if (axis != null && !axis.isFixed()) {
      throw new IllegalArgumentException(
          name
              + " takes states that all have the same positions, not "
              + x.shape()
              + "; 'global-pool' and 'attention-pool' make features of them");
    }
    return x;
  }

  /** Requires every state to have a position, for what has no value over none. */
  static void requirePositions(String kind, Segments segments) {
    for (int s = 0; s < segments.rows(); s++) {
      if (segments.length(s) == 0) {
        throw new IllegalArgumentException(
            "global-pool of kind '"
                + kind
                + "' takes states of one position or more, and one has none; 'sum' and 'mean' give 0"
                + " there");
      }
    }
  }

  /** Requires a value that is not packed. */
  static void refuse(String name, Value x, String instead) {
    if (x.shape().isPacked()) {
      throw new IllegalArgumentException(
          name + " does not take packed values, as " + x.shape() + " is; " + instead);
    }
  }

  /** A value of states, at every position of another that is packed; as it is for any other. */
  static Value spread(Wiring wiring, Value state, Value over) {
    Axis axis = over.shape().axis();
    if (axis == null || state.shape().isPacked()) {
      return state;
    }
    int channels = state.shape().size();
    return wiring.add(new SpreadOperation(channels), Shape.packed(channels, axis), state);
  }
}
