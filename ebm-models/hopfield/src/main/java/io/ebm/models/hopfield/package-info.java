/**
 * Hopfield networks: associative memories whose stored patterns are minima of an energy. {@link
 * io.ebm.models.hopfield.AssociativeMemory} is the way in for programs; experiments name the
 * energies {@code hopfield}, {@code dense-associative-memory} and {@code modern-hopfield}.
 */
@NullMarked
package io.ebm.models.hopfield;

import org.jspecify.annotations.NullMarked;
