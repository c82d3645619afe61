package io.ebm.core;

/** A component failed in a way that its author did not foresee: a bug of its. */
public final class ComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Creates the exception.
   *
   * @param path where the component stands in the experiment
   */
  public ComponentException(String path, Throwable cause) {
    super(path + ": " + cause, cause);
    this.path = path;
  }

  /** Where the component stands in the experiment, as in {@code energy}. */
  public String path() {
    return path;
  }
}
