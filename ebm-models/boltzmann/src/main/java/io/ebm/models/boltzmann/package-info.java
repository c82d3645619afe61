/**
 * Boltzmann machines and lattices of spins, with exact answers where their size allows: restricted
 * ones, general pairwise ones, the Ising and the Potts model.
 */
@NullMarked
package io.ebm.models.boltzmann;

import org.jspecify.annotations.NullMarked;
