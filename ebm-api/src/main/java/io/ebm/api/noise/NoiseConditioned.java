package io.ebm.api.noise;

import io.ebm.api.Capability;
import io.ebm.api.EnergyFunction;

/**
 * Capability of an energy that knows itself blurred: the energies of {@code p(x) * N(0, σ² I)}, as
 * an energy trained by denoising score matching over noise levels has them (Song and Ermon 2019).
 * {@code σ} always means the deviation of noise that is added to the state as it is, {@code x_0 +
 * σε}; a {@link NoiseSchedule} that shrinks states besides says so.
 */
@Capability
public interface NoiseConditioned {

  /**
   * The energy at a noise level. Cheap; shares the parameters of this energy.
   *
   * @param sigma the standard deviation σ of the noise, positive
   */
  EnergyFunction atNoise(double sigma);

  /**
   * The energy whose row {@code i} is at a noise level of its own. Cheap; shares the parameters of
   * this energy.
   *
   * @param sigmas the standard deviations, positive, at least as many as rows of any batch later
   *     given to the energy; read at every call, so that whoever owns the array may change it
   */
  EnergyFunction atNoise(double[] sigmas);
}
