package io.ebm.core.data;

import io.ebm.api.Batch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of features from a text, block by block; for one thread. */
@FunctionalInterface
interface RowSource {

  /**
   * Reads the next rows.
   *
   * @param most the most to read, at least 1
   * @return one or more, or null at the end
   * @throws IllegalArgumentException if the text is malformed, with its line
   */
  @Nullable Batch next(int most) throws IOException;
}
