/** Energies that are taught by where a few steps down their slope lead. */
@NullMarked
package io.ebm.objectives.unrolled;

import org.jspecify.annotations.NullMarked;
