/** Sums over all states of small models with pairwise couplings. */
@NullMarked
package io.ebm.models.boltzmann.exact;

import org.jspecify.annotations.NullMarked;
