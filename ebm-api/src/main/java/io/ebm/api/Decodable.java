package io.ebm.api;

/** Capability of an energy whose minimum can be found: Viterbi, Hopfield retrieval, arg max. */
@Capability
public interface Decodable {

  /**
   * Replaces every row by a state of lowest energy: the global minimum, or where the model defines
   * itself by a descent (a Hopfield network) the fixed point reached from the row's present state.
   *
   * @param into {@code n} rows, overwritten
   * @param energies receives {@code n} energies from index 0
   */
  void decode(Batch into, double[] energies);
}
