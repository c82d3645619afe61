package io.ebm.api;

/**
 * Capability of an energy over discrete states that finds not one state of lowest energy but many.
 */
@Capability
public interface BestDecodable extends Decodable {

  /**
   * Finds the {@code count} different states of lowest energy of each row, the lowest first.
   *
   * @param rows how many rows
   * @param count how many states of each, at least 1
   * @param into {@code rows × count} rows, overwritten: those of row 0, then those of row 1, …
   * @param energies receives as many energies from index 0; positive infinity where a row has fewer
   *     states, and the state is then without meaning
   */
  void best(int rows, int count, Batch into, double[] energies);
}
