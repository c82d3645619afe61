/**
 * Noise and time: energies and fields that know noise levels ({@link
 * io.ebm.api.noise.NoiseConditioned}, {@link io.ebm.api.noise.Denoiser}), schedules of noise, and
 * the flow of probability along them.
 */
@NullMarked
package io.ebm.api.noise;

import org.jspecify.annotations.NullMarked;
