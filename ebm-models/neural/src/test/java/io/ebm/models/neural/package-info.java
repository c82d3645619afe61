/** Tests of the neural energies. */
@NullMarked
package io.ebm.models.neural;

import org.jspecify.annotations.NullMarked;
