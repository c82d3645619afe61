package io.ebm.api;

/** Sizes whose product is more than an array can have; the message says which. */
public final class SizeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SizeException(String message) {
    super(message);
  }
}
