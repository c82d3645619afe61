/** Neural energies: multilayer perceptrons over real states. */
@NullMarked
package io.ebm.models.neural;

import org.jspecify.annotations.NullMarked;
