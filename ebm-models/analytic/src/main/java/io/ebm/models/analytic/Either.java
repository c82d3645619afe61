package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.NoiseConditioned;

/** For each row one of two energies, each of which may be blurred. Thread-safe. */
final class Either implements EnergyFunction, Differentiable, NoiseConditioned, Denoiser {

  private final EnergyFunction usual;
  private final EnergyFunction other;
  private final boolean[] chosen;

  /**
   * A choice.
   *
   * @param chosen the rows that have the other energy; read at every call
   */
  Either(EnergyFunction usual, EnergyFunction other, boolean[] chosen) {
    this.usual = usual;
    this.other = other;
    this.chosen = chosen;
  }

  @Override
  public StateSpace space() {
    return usual.space();
  }

  private static <T> T as(EnergyFunction energy, Class<T> capability) {
    return Capabilities.require(energy, capability, "a choice of energies");
  }

  private void choose(int rows, double[] into, double[] from) {
    for (int i = 0; i < rows; i++) {
      if (chosen[i]) {
        into[i] = from[i];
      }
    }
  }

  private void choose(Batch into, Batch from) {
    for (int i = 0; i < into.size(); i++) {
      for (int j = 0; chosen[i] && j < into.dim(); j++) {
        into.set(i, j, from.get(i, j));
      }
    }
  }

  private static Batch another(Batch x) {
    return Batch.allocate(x.size(), x.dim());
  }

  @Override
  public void energies(Batch x, double[] out) {
    double[] others = new double[x.size()];
    usual.energies(x, out);
    other.energies(x, others);
    choose(x.size(), out, others);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    double[] others = new double[x.size()];
    Batch slopes = another(x);
    as(usual, Differentiable.class).gradients(x, energies, out);
    as(other, Differentiable.class).gradients(x, others, slopes);
    choose(x.size(), energies, others);
    choose(out, slopes);
  }

  @Override
  public EnergyFunction atNoise(double sigma) {
    return new Either(
        as(usual, NoiseConditioned.class).atNoise(sigma),
        as(other, NoiseConditioned.class).atNoise(sigma),
        chosen);
  }

  @Override
  public EnergyFunction atNoise(double[] sigmas) {
    return new Either(
        as(usual, NoiseConditioned.class).atNoise(sigmas),
        as(other, NoiseConditioned.class).atNoise(sigmas),
        chosen);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    Batch others = another(x);
    as(usual, Denoiser.class).denoise(x, sigmas, out);
    as(other, Denoiser.class).denoise(x, sigmas, others);
    choose(out, others);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    Batch others = another(x);
    Batch otherProducts = another(x);
    as(usual, Denoiser.class).denoise(x, sigmas, out, v, products);
    as(other, Denoiser.class).denoise(x, sigmas, others, v, otherProducts);
    choose(out, others);
    choose(products, otherProducts);
  }
}
