package io.ebm.samplers.reverse;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Scratch;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code E_0 + w (E - E_0)} at a noise level, with {@code E_0} the energy without class and
 * context: what chains that correct guided steps draw from, {@code p(x) p(c | x)^w} up to a factor.
 */
final class GuidedEnergy implements EnergyFunction, Differentiable {

  private final EnergyFunction given;
  private final EnergyFunction free;
  private final double weight;

  private GuidedEnergy(EnergyFunction given, EnergyFunction free, double weight) {
    this.given = given;
    this.free = free;
    this.weight = weight;
  }

  /** The energy at a level of rows under guidance; with a weight of 1 the energy as learned. */
  static EnergyFunction at(
      double sigma, EnergyFunction energy, double weight, int rows, String who) {
    EnergyFunction given = Capabilities.require(energy, NoiseConditioned.class, who).atNoise(sigma);
    if (weight == 1) {
      return given;
    }
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    EnergyFunction free = Capabilities.require(energy, Guidable.class, who).without(all);
    return new GuidedEnergy(
        given, Capabilities.require(free, NoiseConditioned.class, who).atNoise(sigma), weight);
  }

  @Override
  public StateSpace space() {
    return given.space();
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability != Differentiable.class || Capabilities.has(given, Differentiable.class)
        ? Optional.empty()
        : Optional.of("the energy under guidance has no gradient");
  }

  private void mix(double[] into, double[] others, int rows) {
    for (int i = 0; i < rows; i++) {
      into[i] = others[i] + weight * (into[i] - others[i]);
    }
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      double[] others = scratch.doubles(x.size());
      given.energies(x, out);
      free.energies(x, others);
      mix(out, others, x.size());
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] others = scratch.doubles(x.size());
      Batch slopes = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      Capabilities.require(given, Differentiable.class, "guidance").gradients(x, energies, out);
      Capabilities.require(free, Differentiable.class, "guidance").gradients(x, others, slopes);
      mix(energies, others, x.size());
      GuidedDenoiser.mix(out, slopes, weight);
    }
  }
}
