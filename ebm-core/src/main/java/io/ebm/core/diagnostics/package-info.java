/** Diagnostics of chains and samples: convergence, effective sample sizes, coverage, scores. */
@NullMarked
package io.ebm.core.diagnostics;

import org.jspecify.annotations.NullMarked;
