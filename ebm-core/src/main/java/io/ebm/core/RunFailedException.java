package io.ebm.core;

import org.jspecify.annotations.Nullable;

/** A run that started and could not finish. The command line exits with 1. */
public class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message is shown as it is. */
  public RunFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
