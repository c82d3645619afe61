/** Minimisers: they move states to low energies, for uses in which the lowest energy wins. */
@NullMarked
package io.ebm.samplers.minimum;

import org.jspecify.annotations.NullMarked;
