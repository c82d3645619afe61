package io.ebm.api;

/**
 * An energy {@code E(x)} over the configurations of a state space: {@code p(x) ∝ exp(-E(x))}. Low
 * energy means plausible.
 *
 * <p><b>Threads.</b> All methods, those of the capabilities too, may be called from several threads
 * at once as long as nobody writes the parameters. Working memory comes from {@link
 * io.ebm.math.Scratch}, not from fields.
 *
 * <p><b>Arrays.</b> Inputs are only read. An implementation keeps no reference to an argument and
 * writes exactly the rows it was given. Row {@code i} of the result depends on row {@code i} of the
 * input alone, and is the same (within rounding) in whatever batch the row stands.
 *
 * <p><b>Numbers.</b> A non-finite energy is passed on as it is: the runtime stops the run and says
 * where. Never replace a NaN by a number.
 */
public non-sealed interface EnergyFunction extends Model {

  /** The configurations this energy is defined on. */
  StateSpace space();

  /**
   * Computes the energy of every row.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param out receives {@code n} energies from index 0; may be longer
   */
  void energies(Batch x, double[] out);
}
