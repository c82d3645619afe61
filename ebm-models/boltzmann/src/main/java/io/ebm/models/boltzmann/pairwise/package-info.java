/** Energies with pairwise couplings on a graph: Ising, Potts, the general Boltzmann machine. */
@NullMarked
package io.ebm.models.boltzmann.pairwise;

import org.jspecify.annotations.NullMarked;
