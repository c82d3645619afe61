package io.ebm.api;

/**
 * A distribution that can be drawn from and whose density is known: a proposal of an independence
 * sampler, the noise of noise-contrastive estimation. Safe for reading from several threads.
 */
public interface Noise {

  /**
   * The distribution on a space.
   *
   * @throws IllegalArgumentException if this noise has no meaning there; the message says on which
   *     spaces it has
   */
  Density on(StateSpace space);

  /**
   * The distribution for an energy, which may be one that the energy knows; by default that on its
   * space.
   *
   * @throws IllegalArgumentException if this noise has no meaning for it
   */
  default Density on(EnergyFunction energy) {
    return on(energy.space());
  }

  /**
   * Refuses a space before there is an energy.
   *
   * @throws IllegalArgumentException if this noise has no meaning there, as far as that is known
   */
  default void check(StateSpace space) {
    on(space);
  }

  /** A normalised distribution on one space. Safe for reading from several threads. */
  interface Density {

    /**
     * The law of an energy, at the parameters that it has now.
     *
     * @param energy {@link Tractable} and {@link ExactDraws}
     * @param who who needs it, as in {@code "noise 'energy'"}
     * @throws UnsupportedEnergyException if it is not
     */
    static Density of(EnergyFunction energy, String who) {
      return new EnergyDensity(energy, who);
    }

    /** Fills every row with an independent draw. */
    void sample(Batch into, RandomStream random);

    /**
     * Computes the log-density of every row, in nats; of a discrete space, its log-probability.
     *
     * @param x {@code n} rows of the space
     * @param out receives {@code n} values from index 0; {@code -∞} outside the support
     */
    void logDensities(Batch x, double[] out);
  }
}
