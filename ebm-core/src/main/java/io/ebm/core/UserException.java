package io.ebm.core;

import org.jspecify.annotations.Nullable;

/** A mistake of the user's, told in full by the message. The command line exits with 2. */
public class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message is shown as it is. */
  public UserException(String message) {
    super(message);
  }

  /** Creates the exception with what caused it; only the message is shown. */
  public UserException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
