/** Predicts the targets of contexts in files. */
@NullMarked
package io.ebm.core.prediction;

import org.jspecify.annotations.NullMarked;
