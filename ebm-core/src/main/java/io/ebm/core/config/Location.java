package io.ebm.core.config;

/**
 * A place in an experiment: a file with line and column, or an option of the command line.
 *
 * @param source the file, or the option as typed
 * @param line from 1; 0 where the source has no lines
 * @param column from 1
 */
record Location(String source, int line, int column) {

  static Location of(String source) {
    return new Location(source, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
