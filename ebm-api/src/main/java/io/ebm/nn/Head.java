package io.ebm.nn;

import java.util.List;

/** How an energy is made of what a network gives. */
public enum Head {
  /** The one number that the network gives. */
  SCALAR,
  /** {@code ½ |f(x)|²}: at least 0. */
  HALF_SQUARE,
  /** {@code ½ |x - f(x)|²}, half the squared error of reconstruction; at least 0. */
  RECONSTRUCTION,
  /** {@code x · f(x)} (Salimans and Ho 2021, "Should EBMs model the energy or the score?"). */
  DOT,
  /** {@code -log Σ_k exp f_k(x)} of features (Grathwohl et al. 2020, equation 7). */
  LOG_SUM_EXP;

  /** A layer, and this upon it. */
  public Layer over(Layer layer) {
    return (wiring, inputs) -> apply(wiring, inputs, layer.wire(wiring, inputs));
  }

  private Value apply(Wiring wiring, List<Value> inputs, Value f) {
    return switch (this) {
      case SCALAR -> {
        if (f.shape().size() != 1 || f.shape().isPacked()) {
          throw new IllegalArgumentException(
              "the layers give "
                  + f.shape()
                  + ", and an energy is one number: end with a dense layer of 1 unit, or choose"
                  + " another head");
        }
        yield f;
      }
      case HALF_SQUARE -> {
        Value all = wiring.unpacked(f);
        yield wiring.add(new HalfSquare(all.shape().size()), Shape.of(1), all);
      }
      case RECONSTRUCTION -> {
        Value x = wiring.unpacked(likeStates(inputs, f, "a reconstruction"));
        Value made = wiring.unpacked(f);
        Value error = wiring.add(new Difference(x.shape().size()), x.shape(), x, made);
        yield wiring.add(new HalfSquare(x.shape().size()), Shape.of(1), error);
      }
      case DOT -> {
        Value x = wiring.unpacked(likeStates(inputs, f, "what states are multiplied by"));
        Value factors = wiring.unpacked(f);
        yield wiring.add(new DotOperation(x.shape().size()), Shape.of(1), x, factors);
      }
      case LOG_SUM_EXP -> {
        if (f.shape().isPacked()) {
          throw new IllegalArgumentException(
              "the layers give " + f.shape() + ", and log-sum-exp is over the numbers of a state");
        }
        int[][] all = {new int[f.shape().size()]};
        for (int i = 0; i < all[0].length; i++) {
          all[0][i] = i;
        }
        yield wiring.add(new LogSumExp(all, all[0].length, -1), Shape.of(1), f);
      }
    };
  }

  /** The states, whose shape the layers must give. */
  private static Value likeStates(List<Value> inputs, Value f, String what) {
    Value x = inputs.get(0);
    if (!f.shape().equals(x.shape())) {
      throw new IllegalArgumentException(
          "the layers give "
              + f.shape()
              + ", and "
              + what
              + " has the shape of the states, "
              + x.shape());
    }
    return x;
  }
}
