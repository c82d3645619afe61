package io.ebm.core.estimation;

/** An estimate cannot be made, because of the energy; its message says why. */
final class FailedEstimate extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailedEstimate(String message) {
    super(message);
  }
}
