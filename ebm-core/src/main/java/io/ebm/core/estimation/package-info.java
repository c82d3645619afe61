/** Estimates of the partition function {@code log Z}. */
@NullMarked
package io.ebm.core.estimation;

import org.jspecify.annotations.NullMarked;
