package io.ebm.api;

/**
 * An energy, a gradient, a loss or a state became NaN or infinite. Thrown where it is noticed; the
 * host adds the step and the shard and stops the run.
 */
public final class NonFiniteException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is not finite, and where: as in {@code "the energy of chain 12 is NaN after
   *     step 40; it was -3.1 at the step before"}
   */
  public NonFiniteException(String message) {
    super(message);
  }
}
