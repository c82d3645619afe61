package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.core.Session;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A trained model of two that are compared, and what was found of it.
 *
 * @param session the model and its data
 * @param samples of it, as the model sees them
 * @param evaluation what {@code ebm evaluate --json} prints
 * @param secondsPerStep of its training; NaN if it was trained before
 * @param secondsPerSample of drawing from it
 */
public record Side(
    Session session,
    Batch samples,
    JsonNode evaluation,
    double secondsPerStep,
    double secondsPerSample) {

  String name() {
    return session.experiment().name();
  }

  /** Whether its score is the gradient of an energy; else it is a field of its own. */
  boolean isEnergy() {
    return Capabilities.has(session.energy(), Differentiable.class);
  }

  String kind() {
    return isEnergy() ? "energy" : "field";
  }

  /** As in {@code the field 'spiral'}. */
  String who() {
    return "the " + kind() + " '" + name() + "'";
  }

  /**
   * Multiplications and additions of its networks for the score of one state: forward, and for a
   * gradient back again; NaN if it is not made of networks.
   */
  double multiplyAdds() {
    Optional<Networked> networked = session.energy().as(Networked.class);
    return networked.isEmpty()
        ? Double.NaN
        : (isEnergy() ? 2.0 : 1.0)
            * networked.get().networks().values().stream().mapToLong(Network::multiplyAdds).sum();
  }

  /** A number of the evaluation, by its JSON pointer; NaN if there is none. */
  double found(String pointer) {
    return evaluation.at(pointer).asDouble(Double.NaN);
  }
}
