/** Puts an experiment's components together, with Guice. */
@NullMarked
package io.ebm.core.compose;

import org.jspecify.annotations.NullMarked;
