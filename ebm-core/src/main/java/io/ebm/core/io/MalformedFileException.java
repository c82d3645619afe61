package io.ebm.core.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is not what its format demands. The message names the file, the rule and what is there.
 */
public final class MalformedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param where the file, perhaps with a line and a column, as in {@code "points.csv:3:7"}
   * @param problem what was expected and what is there
   */
  public MalformedFileException(String where, String problem) {
    super(where + ": " + problem);
  }

  MalformedFileException(Path file, String problem) {
    this(file.toString(), problem);
  }
}
