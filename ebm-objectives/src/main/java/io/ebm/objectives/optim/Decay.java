package io.ebm.objectives.optim;

import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weight decay, which by default leaves out biases and the weights of norms: tensors of at most one
 * extent whose name ends with {@code bias}, or whose last part is {@code weight}. Others of one
 * extent decay, as the {@code couplings} of a graph do.
 */
final class Decay {

  /** A step of parameters that are all multiplied by one number, near 1. */
  @FunctionalInterface
  interface Stretch {
    void move(int from, int to, float keep);
  }

  private final double decay;
  private final boolean all;
  private int[] starts = new int[0]; // of stretches, which decay in turn; the first does
  private int size = -1;

  /**
   * Creates it.
   *
   * @param decay λ of {@code θ ← θ - rate·λ·θ}
   * @param all whether biases and norms decay, too
   */
  Decay(double decay, boolean all) {
    this.decay = decay;
    this.all = all || decay == 0;
  }

  /** A step of all parameters that multiplies those that decay by {@code 1 - rate·λ}. */
  ElementwiseOptimizer.Move at(double rate, Parameters parameters, Stretch stretch) {
    float keep = (float) (1 - rate * decay);
    if (all) {
      return (from, to) -> stretch.move(from, to, keep);
    }
    if (size != parameters.size()) {
      size = parameters.size();
      starts = starts(parameters);
    }
    int[] cuts = starts;
    return (from, to) -> {
      int found = Arrays.binarySearch(cuts, from);
      int at = from;
      for (int k = found < 0 ? -found - 2 : found; at < to; k++) {
        int end = k + 1 < cuts.length ? Math.min(to, cuts[k + 1]) : to;
        if (at < end) {
          stretch.move(at, end, k % 2 == 0 ? keep : 1);
          at = end;
        }
      }
    };
  }

  private static int[] starts(Parameters parameters) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    boolean decays = true;
    for (Parameters.Tensor tensor : parameters.tensors()) {
      if (decays == leftOut(tensor)) {
        starts.add(tensor.offset());
        decays = !decays;
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean leftOut(Parameters.Tensor tensor) {
    String last = tensor.name().substring(tensor.name().lastIndexOf('.') + 1);
    return tensor.shape().size() <= 1 && (last.endsWith("bias") || last.equals("weight"));
  }
}
