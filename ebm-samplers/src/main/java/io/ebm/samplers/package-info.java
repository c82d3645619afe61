/**
 * Samplers, as plugins: {@link io.ebm.samplers.LangevinFactory langevin}, {@link
 * io.ebm.samplers.MalaFactory mala}, {@link io.ebm.samplers.MetropolisFactory metropolis}, {@link
 * io.ebm.samplers.IndependenceFactory independence} and {@link io.ebm.samplers.GibbsFactory gibbs};
 * more are in the packages below. Their chains allocate when they start and not while they advance.
 */
@NullMarked
package io.ebm.samplers;

import org.jspecify.annotations.NullMarked;
