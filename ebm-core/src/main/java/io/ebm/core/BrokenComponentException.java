package io.ebm.core;

import org.jspecify.annotations.Nullable;

/** A component that fails as only a mistake in its code explains. The command line exits with 1. */
public final class BrokenComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the component, its class and its jar. */
  public BrokenComponentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
