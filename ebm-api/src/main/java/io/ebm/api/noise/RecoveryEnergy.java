package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import java.util.Optional;

/**
 * The energy of states of which more disturbed ones are known, {@code x̃_i = x_i + δ_i ξ} (Gao,
 * Song, Poole, Wu and Kingma 2021, "Learning energy-based models by diffusion recovery likelihood",
 * with states that are not shrunk):
 *
 * <pre>{@code E(x_i | x̃_i) = E(x_i) + |x_i - x̃_i|² / 2δ_i²}</pre>
 *
 * Rows have energies of their own: a batch begins with the first of them. {@link Differentiable} if
 * the energy is.
 */
public final class RecoveryEnergy implements EnergyFunction, Differentiable {

  private final EnergyFunction energy;
  private final Batch disturbed;
  private final double[] deviations;

  /**
   * An energy.
   *
   * @param energy of undisturbed states
   * @param disturbed at least as many rows {@code x̃} as any batch has; read at every call
   * @param deviations as many {@code δ}, positive; read at every call
   */
  public RecoveryEnergy(EnergyFunction energy, Batch disturbed, double[] deviations) {
    this.energy = energy;
    this.disturbed = disturbed;
    this.deviations = deviations;
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability != Differentiable.class || Capabilities.has(energy, Differentiable.class)
        ? Optional.empty()
        : Optional.of("the energy without noise has no gradient");
  }

  private double precision(int row) {
    return 1 / (deviations[row] * deviations[row]);
  }

  @Override
  public void energies(Batch x, double[] out) {
    energy.energies(x, out);
    addSquares(x, out);
  }

  private void addSquares(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      double squares = 0;
      for (int j = 0; j < x.dim(); j++) {
        double away = (double) x.get(i, j) - disturbed.get(i, j);
        squares += away * away;
      }
      out[i] += precision(i) * squares / 2;
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    Capabilities.require(energy, Differentiable.class, "recovery").gradients(x, energies, out);
    addSquares(x, energies);
    for (int i = 0; i < x.size(); i++) {
      double precision = precision(i);
      for (int j = 0; j < x.dim(); j++) {
        out.set(i, j, (float) (out.get(i, j) + precision * (x.get(i, j) - disturbed.get(i, j))));
      }
    }
  }
}
