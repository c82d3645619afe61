/**
 * Energies that are written in the experiment as formulas: {@link
 * io.ebm.models.analytic.expression.FormulaParser} reads the text, {@link
 * io.ebm.models.analytic.expression.Tape} computes values and exact derivatives.
 */
@NullMarked
package io.ebm.models.analytic.expression;

import org.jspecify.annotations.NullMarked;
