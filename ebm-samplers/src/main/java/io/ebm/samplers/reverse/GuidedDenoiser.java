package io.ebm.samplers.reverse;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Denoisers;
import io.ebm.api.noise.Guidable;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * {@code D_0 + w (D - D_0)}, with {@code D_0} what is denoised without class and context (Ho and
 * Salimans 2022, equation 6, in terms of {@code D}).
 */
final class GuidedDenoiser implements Denoiser {

  private final Denoiser given;
  private final Denoiser free;
  private final double weight;

  private GuidedDenoiser(Denoiser given, Denoiser free, double weight) {
    this.given = given;
    this.free = free;
    this.weight = weight;
  }

  /** The denoiser of an energy under guidance. */
  static Denoiser of(EnergyFunction energy, double weight, int rows, String who) {
    Denoiser given = Denoisers.require(energy, who);
    if (weight == 1) {
      return given;
    }
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    Guidable guidable = Capabilities.require(energy, Guidable.class, who);
    return new GuidedDenoiser(given, Denoisers.require(guidable.without(all), who), weight);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      Batch other = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      given.denoise(x, sigmas, out);
      free.denoise(x, sigmas, other);
      mix(out, other, weight);
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    try (Scratch scratch = Scratch.open()) {
      Batch other = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      Batch otherProducts = Batch.of(scratch.floats(x.length()), 0, x.size(), x.dim());
      given.denoise(x, sigmas, out, v, products);
      free.denoise(x, sigmas, other, v, otherProducts);
      mix(out, other, weight);
      mix(products, otherProducts, weight);
    }
  }

  /** Makes one of what is given and what is free. */
  static void mix(Batch into, Batch other, double weight) {
    for (int i = 0; i < into.size(); i++) {
      for (int j = 0; j < into.dim(); j++) {
        double base = other.get(i, j);
        into.set(i, j, (float) (base + weight * (into.get(i, j) - base)));
      }
    }
  }
}
