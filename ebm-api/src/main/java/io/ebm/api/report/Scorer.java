package io.ebm.api.report;

import io.ebm.api.Extension;
import io.ebm.api.NonFiniteException;
import java.util.Map;

/**
 * Scores of a run, beyond likelihoods and what a task says of predictions ({@link
 * io.ebm.api.TaskScored}). Every installed scorer is asked whether it applies to the run; the
 * numbers of those that do join the {@code scores} of {@code evaluation.json}, in the order of the
 * scorers' names. Used by one thread; it keeps nothing of a run.
 */
public interface Scorer extends Extension {

  /** Whether there is something to score. Cheap: it looks at what the run has. */
  boolean applies(RunView run);

  /**
   * Scores. Called only if it {@link #applies}. The same run gives the same numbers, on any number
   * of threads.
   *
   * @param run what to score; not to be written
   * @return numbers by name (camel case, as in {@code meanReturn}), in the order to show them; no
   *     name that another scorer has
   * @throws IllegalArgumentException if this run cannot be scored; says why to its user
   * @throws NonFiniteException if something became NaN or infinite that must not
   */
  Map<String, Double> scores(RunView run);
}
