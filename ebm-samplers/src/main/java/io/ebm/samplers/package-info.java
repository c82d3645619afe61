/**
 * Samplers, as plugins: {@link io.ebm.samplers.LangevinFactory langevin}, {@link
 * io.ebm.samplers.MalaFactory mala} and {@link io.ebm.samplers.GibbsFactory gibbs}. Their chains
 * allocate when they start and not while they advance.
 */
@NullMarked
package io.ebm.samplers;

import org.jspecify.annotations.NullMarked;
