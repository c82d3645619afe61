package io.ebm.api;

import java.util.Map;
import java.util.Optional;

/**
 * An {@link ObjectiveContext} for an objective within another: what is not overridden is what the
 * outer objective was told.
 */
public interface ForwardingObjectiveContext extends ObjectiveContext {

  /** The context of the outer objective. */
  ObjectiveContext outer();

  @Override
  default long step() {
    return outer().step();
  }

  @Override
  default int batchSize() {
    return outer().batchSize();
  }

  @Override
  default boolean conditional() {
    return outer().conditional();
  }

  @Override
  default Optional<Model> model() {
    return outer().model();
  }

  @Override
  default Optional<Transitions> transitions() {
    return outer().transitions();
  }

  @Override
  default Optional<double[]> weights() {
    return outer().weights();
  }

  @Override
  default RandomStream random() {
    return outer().random();
  }

  @Override
  default Metrics metrics() {
    return outer().metrics();
  }

  @Override
  default int round() {
    return outer().round();
  }

  @Override
  default void emit(String name, Batch rows) {
    outer().emit(name, rows);
  }

  @Override
  default Map<String, Gathered> gathered() {
    return outer().gathered();
  }
}
