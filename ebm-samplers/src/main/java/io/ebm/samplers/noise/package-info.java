/**
 * Distributions with a known density: {@link io.ebm.samplers.noise.GaussianNoiseFactory gaussian}
 * and {@link io.ebm.samplers.noise.UniformNoiseFactory uniform}.
 */
@NullMarked
package io.ebm.samplers.noise;

import org.jspecify.annotations.NullMarked;
