package io.ebm.api.report;

import io.ebm.api.Extension;

/**
 * A section of a run's report. Every installed section is asked whether it applies to the run, and
 * those that do draw themselves, in the order of their names. Used by one thread; it keeps nothing
 * of a run.
 *
 * <p>A section that throws costs the report a sentence that names it, and neither the run nor what
 * it drew before.
 */
public interface ReportSection extends Extension {

  /** The heading, as in {@code Filters}. */
  String heading();

  /**
   * Whether there is something to draw. Cheap: it looks at what the run has, and computes nothing.
   */
  boolean applies(RunView run);

  /**
   * Draws. Called only if it {@link #applies}. The same run gives the same drawing.
   *
   * @param run what to draw of; not to be written
   * @param on what to draw on; nothing drawn leaves no heading
   */
  void draw(RunView run, Page on);
}
