package io.ebm.models.analytic;

import io.ebm.api.NoiseConditioned;
import io.ebm.api.RandomStream;

/** {@code E(x) = ½ (x - μ)ᵀ Σ⁻¹ (x - μ)}. */
final class Gaussian extends SolvedEnergy implements NoiseConditioned {

  private final Quadratic form;

  Gaussian(Quadratic form) {
    super(form.dim());
    this.form = form;
  }

  @Override
  public Gaussian atNoise(double sigma) {
    return new Gaussian(form.blurred(sigma));
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
