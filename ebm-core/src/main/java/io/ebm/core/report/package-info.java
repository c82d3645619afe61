/** Plots and a report of a run that opens without anything else. */
@NullMarked
package io.ebm.core.report;

import org.jspecify.annotations.NullMarked;
