/** Schedules: numbers that change over a run. */
@NullMarked
package io.ebm.core.schedule;

import org.jspecify.annotations.NullMarked;
