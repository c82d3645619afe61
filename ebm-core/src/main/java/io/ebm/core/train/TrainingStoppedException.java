package io.ebm.core.train;

/**
 * Training ended before its last step because somebody asked for it; the message says how far it
 * is.
 */
public final class TrainingStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TrainingStoppedException(String message) {
    super(message);
  }
}
