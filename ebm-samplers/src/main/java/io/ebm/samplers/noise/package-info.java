/**
 * Distributions with a known density: {@link io.ebm.samplers.noise.GaussianNoiseFactory gaussian},
 * {@link io.ebm.samplers.noise.UniformNoiseFactory uniform}, {@link
 * io.ebm.samplers.noise.BaseRatesNoiseFactory base-rates}, {@link
 * io.ebm.samplers.noise.MixtureNoiseFactory mixture} and {@link
 * io.ebm.samplers.noise.EnergyNoiseFactory energy}.
 */
@NullMarked
package io.ebm.samplers.noise;

import org.jspecify.annotations.NullMarked;
