package io.ebm.models.neural;

import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Perceptron;
import java.util.List;

/**
 * The energy of a multilayer perceptron on a Gaussian base:
 *
 * <pre>{@code
 * h_0 = x,   h_l = f(W_l h_{l-1} + b_l),   E(x) = w · h_k + b + |x|² / 2σ²
 * }</pre>
 *
 * <p>The base makes it a density on ℝ^n: a perceptron grows at most linearly, and where it stays
 * flat or falls, {@code Z} is infinite without a base. On a box none is needed.
 *
 * <p>Parameters: {@code layers.i.weight} [outputs, inputs] and {@code layers.i.bias} [outputs],
 * with {@code i = 0, 2, 4 …}, as in a PyTorch {@code Sequential} whose odd places are activations;
 * the last layer has one output.
 *
 * <p>The second derivatives of {@link Activation#RELU} are 0 almost everywhere, so that score
 * matching sees only the slopes: it fits poorly with it.
 */
public final class Mlp {

  private Mlp() {}

  /**
   * An energy whose parameters are all zero; see {@link NetworkEnergy#initialise}.
   *
   * @param space any states, of any shape
   * @param hidden the widths of the hidden layers, each at least 1; none for a linear energy
   * @param base the standard deviation σ of the base, or 0 for none
   * @throws IllegalArgumentException for a bad width or a bad base
   */
  public static NetworkEnergy of(
      StateSpace space, List<Integer> hidden, Activation activation, double base) {
    Layer layers = new Perceptron(hidden, 1, activation, 1);
    return of(space, layers, base, NetworkForm.Constraint.NONE);
  }

  /** The energy of any layers with one output. */
  static NetworkEnergy of(
      StateSpace space, Layer layers, double base, NetworkForm.Constraint constraint) {
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(NetworkForm.shape(space)), layers, builder, "");
    return NetworkEnergy.of(
        NetworkForm.of(network, space, precision(base), constraint), builder.build());
  }

  /**
   * {@code 1 / σ²}, or 0 for no base.
   *
   * @throws IllegalArgumentException for a negative one
   */
  static double precision(double base) {
    if (!(base >= 0 && Double.isFinite(base))) {
      throw new IllegalArgumentException("no base of standard deviation " + base);
    }
    return base > 0 ? 1 / (base * base) : 0;
  }
}
