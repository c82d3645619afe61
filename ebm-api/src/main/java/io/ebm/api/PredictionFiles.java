package io.ebm.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Capability of a {@link Dataset} of {@link ConditionalExamples}: reads contexts, with or without
 * targets, from other files of the form that its own were read from, and writes predictions beside
 * them.
 *
 * @param <C> what a block of contexts is; that of the examples
 */
public interface PredictionFiles<C extends Rows<C>> {

  /**
   * Begins to read.
   *
   * @param lines the text; closed by the caller
   */
  Source<C> read(TextLines lines);

  /**
   * Contexts of a text, block by block; used by one thread.
   *
   * @param <C> what a block of contexts is
   */
  interface Source<C extends Rows<C>> {

    /**
     * Reads the next block.
     *
     * @param most the most contexts to read, at least 1
     * @return one or more contexts; null at the end
     * @throws IllegalArgumentException if the text is malformed, with its line
     */
    @Nullable C next(int most) throws IOException;

    /**
     * Writes predictions for the block that {@link #next} returned last.
     *
     * @param predictions as many as contexts, times {@link Predictions#best}
     */
    void write(Predictions predictions, Appendable out) throws IOException;

    /**
     * Writes what of the text follows its last context, after {@link #next} returned null: for a
     * source that keeps the lines of its text. By default nothing.
     */
    default void end(Appendable out) throws IOException {}
  }

  /**
   * Predictions for a block of contexts.
   *
   * @param targets {@code best} targets for each context, the most probable first
   * @param best how many for each context
   * @param logProbabilities of the targets; not finite where a context has fewer; null if they were
   *     not asked for
   * @param marginals as {@link ExactMarginals#marginals} gives them; null if they were not asked
   *     for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Predictions(
      Batch targets,
      int best,
      double @Nullable [] logProbabilities,
      double @Nullable [] marginals) {}
}
