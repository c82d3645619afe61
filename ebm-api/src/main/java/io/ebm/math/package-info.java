/**
 * Vectorised kernels that plugins may use: matrix products, elementwise functions, reductions,
 * random fills, and working memory that costs nothing to take.
 */
@NullMarked
package io.ebm.math;

import org.jspecify.annotations.NullMarked;
