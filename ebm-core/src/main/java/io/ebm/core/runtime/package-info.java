/** Cuts work into tiles and runs them on all cores, so that plugins need no threads. */
@NullMarked
package io.ebm.core.runtime;

import org.jspecify.annotations.NullMarked;
