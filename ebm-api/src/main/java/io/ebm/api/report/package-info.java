/**
 * What is said of a run when it is over: scores of its evaluation ({@link
 * io.ebm.api.report.Scorer}) and sections of its report ({@link io.ebm.api.report.ReportSection}).
 * Both see the run as a {@link io.ebm.api.report.RunView}; a section draws on a {@link
 * io.ebm.api.report.Page}, and what it draws are {@link io.ebm.api.report.Picture Pictures}: data
 * that the host turns into images, so that no plugin needs a library of charts.
 */
@NullMarked
package io.ebm.api.report;

import org.jspecify.annotations.NullMarked;
