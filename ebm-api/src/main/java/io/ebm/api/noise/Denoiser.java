package io.ebm.api.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capability;

/**
 * Capability of a model that takes noise from states: the mean of the state that was disturbed,
 * {@code D(x; σ) = E[x_0 | x_0 + σε = x]}. It holds the score of the law blurred, {@code ∇ log
 * p_σ(x) = (D(x; σ) - x) / σ²} (Robbins 1956; Efron 2011, "Tweedie's formula and selection bias"),
 * and is all that a reverse process needs. A model that was trained may have one that is the
 * gradient of no energy.
 *
 * <p>{@link Denoisers#of} makes one of an energy that is {@link NoiseConditioned}.
 */
@Capability
public interface Denoiser {

  /**
   * Computes {@code D(x_i; σ_i)} for every row.
   *
   * @param x {@code n} rows
   * @param sigmas at least {@code n} noise levels, positive
   * @param out receives {@code n} rows; does not overlap {@code x}
   */
  void denoise(Batch x, double[] sigmas, Batch out);

  /**
   * The same, and the transposed Jacobian times a vector: {@code products_i = (∂D/∂x)ᵀ v_i}.
   *
   * @param v {@code n} rows
   * @param products receives {@code n} rows; overlaps nothing else
   */
  void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products);
}
