/** The host: finds plugins, reads experiments, composes and runs them. Start at {@link Ebm}. */
@NullMarked
package io.ebm.core;

import org.jspecify.annotations.NullMarked;
