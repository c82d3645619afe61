/** The command line. Each command is a thin class over {@link io.ebm.core.Ebm}. */
@NullMarked
package io.ebm.core.cli;

import org.jspecify.annotations.NullMarked;
