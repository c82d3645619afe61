/** Tests of energies given as formulas. */
@NullMarked
package io.ebm.models.analytic.expression;

import org.jspecify.annotations.NullMarked;
