package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.NoiseConditioned;
import java.util.List;
import java.util.function.Supplier;

/** {@code E(x) = ½ (x - μ)ᵀ Σ⁻¹ (x - μ)}. */
final class Gaussian extends SolvedEnergy implements NoiseConditioned, Denoiser {

  private final Quadratic form;
  private final Supplier<Blur> blur;

  Gaussian(Quadratic form) {
    super(form.dim());
    this.form = form;
    blur = Lazy.of(() -> new Blur(new double[] {1}, List.of(form), false));
  }

  @Override
  public Gaussian atNoise(double sigma) {
    return new Gaussian(form.blurred(sigma));
  }

  @Override
  public EnergyFunction atNoise(double[] sigmas) {
    return blur.get().at(sigmas);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    blur.get().denoise(x, sigmas, out);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    blur.get().denoise(x, sigmas, out, v, products);
  }

  @Override
  double energy(double[] x, double[] slope) {
    return form.of(x, slope);
  }

  @Override
  double logPartition() {
    return form.logPartition();
  }

  @Override
  void draw(double[] x, RandomStream random) {
    form.draw(x, random);
  }

  @Override
  public void means(double[] out) {
    for (int i = 0; i < dim(); i++) {
      out[i] = form.mean(i);
    }
  }

  @Override
  public void variances(double[] out) {
    for (int i = 0; i < dim(); i++) {
      out[i] = form.variance(i);
    }
  }
}
