package io.ebm.api;

/**
 * Numbers that tell what matters of a state: where samples of a model are compared with examples,
 * their features are. Pixels, principal components, the values of a layer of a trained network.
 *
 * <p>Safe for several threads; it writes no fields.
 */
public interface Features {

  /** How many numbers a state has, at least 1. */
  int dim();

  /** What they are, for readers of results, as in {@code "64 principal components"}. */
  String description();

  /**
   * Computes the features of rows. Those of a row depend on that row alone.
   *
   * @param rows {@code n} rows of the data's space, in the units of the examples; only read
   * @param into receives {@code n} rows of {@link #dim} finite numbers
   */
  void compute(Batch rows, Batch into);
}
