package io.ebm.core.train;

/** Training has left its course: a metric that is watched was out of bounds for too long. */
final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
