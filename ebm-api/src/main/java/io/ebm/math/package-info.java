/**
 * Vectorised kernels that plugins may use: matrix products, elementwise functions, reductions,
 * random fills, and working memory that costs nothing to take. What keeps the vectors of these
 * classes in registers is in {@code docs/decisions/006-vectors-stay-in-registers.md}.
 */
@NullMarked
package io.ebm.math;

import org.jspecify.annotations.NullMarked;
