package io.ebm.api.text;

import io.ebm.api.Batch;
import io.ebm.api.TextLines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Capability of a {@link io.ebm.api.Dataset} whose examples stand in text files in a form of their
 * own: it makes rows of other such files, as was done with the examples. Safe for several threads.
 */
public interface TextRows {

  /**
   * Begins to read a text of the form that the examples were read from; the labels of examples may
   * stand there or not, and are passed over.
   *
   * @param lines closed by the caller
   */
  Source rows(TextLines lines);

  /** Rows of a text, block by block; used by one thread. */
  @FunctionalInterface
  interface Source {

    /**
     * Reads the next rows.
     *
     * @param most the most rows to read, at least 1
     * @return one or more rows of the data's space; null at the end
     * @throws IllegalArgumentException if the text is malformed, with its line
     */
    @Nullable Batch next(int most) throws IOException;
  }
}
