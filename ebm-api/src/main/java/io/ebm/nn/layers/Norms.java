package io.ebm.nn.layers;

import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;

/** What the norms have in common. */
final class Norms {

  private Norms() {}

  /**
   * Adds a norm over groups, and factors and biases.
   *
   * @param factors the extents of the tensor of factors, each for as many numbers, one after the
   *     other; none for no factors
   * @param biases whether there are biases too
   */
  static Value wire(
      Wiring wiring,
      Value x,
      int groups,
      double epsilon,
      boolean centres,
      boolean biases,
      int... factors) {
    int size = x.shape().size();
    Value y =
        wiring.add(NormOperation.byVariance(groups, size / groups, epsilon, centres), x.shape(), x);
    if (factors.length == 0) {
      return y;
    }
    int count = 1;
    for (int extent : factors) {
      count *= extent;
    }
    int weight = wiring.elementwise("weight", Start.constant(1), factors);
    int bias = biases ? wiring.elementwise("bias", Start.zero(), factors) : -1;
    return wiring.add(new FactorOperation(count, size / count, weight, bias, true), x.shape(), y);
  }

  /** The extents of a column of a shape, or none. */
  static int[] factors(boolean present, Value x) {
    if (!present) {
      return new int[0];
    }
    return x.shape().isPacked()
        ? new int[] {x.shape().channels()}
        : x.shape().extents().stream().mapToInt(i -> i).toArray();
  }
}
