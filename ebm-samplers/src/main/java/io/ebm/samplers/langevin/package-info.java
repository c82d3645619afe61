/**
 * Further Langevin samplers, none of which refuses: {@link
 * io.ebm.samplers.langevin.UnderdampedLangevinFactory underdamped-langevin}, {@link
 * io.ebm.samplers.langevin.AnnealedLangevinFactory annealed-langevin} and {@link
 * io.ebm.samplers.langevin.SgldFactory sgld}.
 */
@NullMarked
package io.ebm.samplers.langevin;

import org.jspecify.annotations.NullMarked;
