package io.ebm.api;

/** A sampler or an objective was given an energy that lacks a capability it needs. */
public final class UnsupportedEnergyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final Class<?> missing;

  /**
   * Creates the exception.
   *
   * @param who who needs the capability, as in {@code "sampler 'langevin'"}
   * @param missing the capability that is missing
   * @param energy the energy that lacks it
   */
  public UnsupportedEnergyException(String who, Class<?> missing, Model energy) {
    super(message(who, missing, energy));
    this.missing = missing;
  }

  /** The capability that is missing. */
  public Class<?> missing() {
    return missing;
  }

  private static String message(String who, Class<?> missing, Model energy) {
    return who + " " + Capabilities.lacks(energy, missing).orElse("cannot use this energy");
  }
}
