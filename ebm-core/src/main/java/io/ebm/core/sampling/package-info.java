/** Draws from models with many chains at once. */
@NullMarked
package io.ebm.core.sampling;

import org.jspecify.annotations.NullMarked;
