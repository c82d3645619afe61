/** Tests of the package. */
@NullMarked
package io.ebm.models.boltzmann.graph;

import org.jspecify.annotations.NullMarked;
