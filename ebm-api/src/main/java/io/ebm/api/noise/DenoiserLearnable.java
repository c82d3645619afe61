package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capability;
import io.ebm.api.Gradient;
import io.ebm.api.Parameterised;
import io.ebm.api.ScoreLearnable;

/**
 * Capability of a {@link Denoiser} with parameters θ: sums of {@code ∇θ (u_i · D(x_i; σ_i))}, which
 * regression on clean states needs.
 */
@Capability
public interface DenoiserLearnable extends Denoiser, Parameterised {

  /**
   * Denoises some rows, lets slopes be made of that, and adds {@code Σ_i ∇θ (u_i · D(x_i; σ_i))} to
   * a gradient.
   *
   * @param x {@code n} rows
   * @param sigmas at least {@code n} noise levels, positive
   * @param out receives {@code D(x_i; σ_i)}, which {@code slopes} overwrites with {@code u_i}
   * @param slopes called for every row once, in order
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateDenoiser(
      Batch x, double[] sigmas, Batch out, ScoreLearnable.Directions slopes, Gradient into);

  /**
   * By what a squared error of {@code D} at a noise level usually counts: what makes the error of
   * the model's own output count 1, as its parametrisation has it.
   */
  double usualWeight(double sigma);
}
