package io.ebm.api;

/**
 * Capability of an energy that knows itself blurred: the energies of {@code p(x) * N(0, σ² I)}, as
 * an energy trained by denoising score matching over several noise levels has them (Song and Ermon
 * 2019).
 */
@Capability
public interface NoiseConditioned {

  /**
   * The energy at a noise level. Cheap; shares the parameters of this energy.
   *
   * @param sigma the standard deviation σ of the noise, positive
   */
  EnergyFunction atNoise(double sigma);
}
