/** Tests of the package. */
@NullMarked
package io.ebm.models.boltzmann.pairwise;

import org.jspecify.annotations.NullMarked;
