/**
 * The folder of a run: what is in it, written so that a crash loses little and corrupts nothing.
 */
@NullMarked
package io.ebm.core.run;

import org.jspecify.annotations.NullMarked;
