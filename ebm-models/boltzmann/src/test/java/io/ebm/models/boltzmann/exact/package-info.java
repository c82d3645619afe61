/** Tests of the package. */
@NullMarked
package io.ebm.models.boltzmann.exact;

import org.jspecify.annotations.NullMarked;
