/**
 * How samples of a model compare with examples of the data: distances between two sets of rows,
 * outliers, and what they are computed from.
 */
@NullMarked
package io.ebm.core.quality;

import org.jspecify.annotations.NullMarked;
