/**
 * Samplers across temperatures: {@link io.ebm.samplers.tempering.ParallelTemperingFactory
 * parallel-tempering} and {@link io.ebm.samplers.tempering.SimulatedAnnealingFactory
 * simulated-annealing}.
 */
@NullMarked
package io.ebm.samplers.tempering;

import org.jspecify.annotations.NullMarked;
