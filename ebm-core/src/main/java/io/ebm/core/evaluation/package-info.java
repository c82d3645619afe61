/** Puts numbers on a trained model: likelihood, partition function, scores, diagnostics. */
@NullMarked
package io.ebm.core.evaluation;

import org.jspecify.annotations.NullMarked;
