/**
 * Samplers that follow Hamiltonian dynamics: {@link io.ebm.samplers.hamiltonian.HmcFactory hmc} and
 * {@link io.ebm.samplers.hamiltonian.NutsFactory nuts}, with their warm-up.
 */
@NullMarked
package io.ebm.samplers.hamiltonian;

import org.jspecify.annotations.NullMarked;
