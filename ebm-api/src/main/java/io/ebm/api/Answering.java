package io.ebm.api;

import java.util.List;

/**
 * Capability of an energy that answers states with gaps by itself, without a sampler: it fills in
 * what is not known, or moves a state that is wholly known to one that it takes for better, and
 * tells how it went. {@code ebm predict} asks for it.
 *
 * <p>Thread-safe while nobody writes the parameters.
 */
@Capability
public interface Answering {

  /** The names of what is told of each state, in order; without commas. The same at every call. */
  List<String> columns();

  /**
   * Answers some states. The answer to a state depends on that state alone.
   *
   * @param states {@code n} rows of the energy's space, with NaN for what is not known; overwritten
   *     by whole states
   * @return {@code n} rows of cells, one for each of the {@link #columns}; without commas
   * @throws NonFiniteException if an energy is not finite
   */
  List<List<String>> answer(Batch states);
}
