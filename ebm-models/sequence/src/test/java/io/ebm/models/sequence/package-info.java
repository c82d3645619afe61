/** Tests of the energies of sequences. */
@NullMarked
package io.ebm.models.sequence;

import org.jspecify.annotations.NullMarked;
