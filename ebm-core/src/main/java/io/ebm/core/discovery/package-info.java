/** Finds factories on the class path and in plugin folders, each folder isolated. */
@NullMarked
package io.ebm.core.discovery;

import org.jspecify.annotations.NullMarked;
