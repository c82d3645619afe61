package io.ebm.core;

import org.jspecify.annotations.Nullable;

/**
 * A component failed in a way that only a mistake in its code explains. The command line exits with
 * 1 and shows where.
 */
public final class ComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what failed: names the component's place in the experiment, or its name, class
   *     and jar
   * @param cause what it failed with, or null if it returned what it may not
   */
  public ComponentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same of a component that stands at that place in the experiment. */
  public ComponentException at(String path) {
    return new ComponentException(path + ": " + getMessage(), getCause());
  }
}
