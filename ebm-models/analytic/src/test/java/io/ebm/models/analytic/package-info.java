/** Tests of energies with known answers. */
@NullMarked
package io.ebm.models.analytic;

import org.jspecify.annotations.NullMarked;
