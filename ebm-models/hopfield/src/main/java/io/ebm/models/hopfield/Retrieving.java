package io.ebm.models.hopfield;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.Capability;
import io.ebm.api.Decodable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Capability of an associative memory: an energy whose minima are stored patterns, and that finds
 * the one which a noisy or incomplete state resembles.
 */
@Capability
public interface Retrieving extends Decodable, Answering {

  /**
   * Moves every row downhill from its present state, to a fixed point or for a number of steps. Row
   * {@code i} of the result depends on row {@code i} alone.
   *
   * @param states {@code n} rows, overwritten; where {@code given} is NaN and the state too, the
   *     unit is not known and the model decides where it begins
   * @param given {@code n} rows: the value of a unit that is held, NaN for one that is free; null
   *     if all are free
   * @param most the most steps (sweeps over all units, or updates of all at once), at least 0
   */
  Retrieval retrieve(Batch states, @Nullable Batch given, int most);

  /** The most steps that {@link Decodable#decode} makes. */
  int patience();

  /** How many patterns are known by which a result is judged; 0 if none are. */
  int patterns();

  @Override
  default void decode(Batch into, double[] energies) {
    double[] found = retrieve(into, null, patience()).energies();
    System.arraycopy(found, 0, energies, 0, found.length);
  }

  /** What a {@link Retrieval} says of a state. */
  @Override
  default List<String> columns() {
    return Retrieval.COLUMNS;
  }

  /**
   * Retrieves. Of a state that is not wholly known, what is known is held; others move as a whole.
   */
  @Override
  default List<List<String>> answer(Batch states) {
    return Retrieval.ofProbes(this, states, patience()).cells();
  }
}
