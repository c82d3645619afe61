package io.ebm.core.evaluation;

import io.ebm.api.LogPartition;
import io.ebm.core.run.Json;
import tools.jackson.databind.node.ObjectNode;

/** How estimates of log Z, and likelihoods by them, are written. */
final class PartitionJson {

  private PartitionJson() {}

  /** An estimate and, nested, those it was made of. */
  static ObjectNode of(LogPartition logZ) {
    ObjectNode node = Json.object();
    Json.put(node, "value", logZ.value());
    Json.put(node, "lower", logZ.lower());
    Json.put(node, "upper", logZ.upper());
    node.put("method", logZ.method());
    if (Double.isFinite(logZ.ess())) {
      node.put("ess", logZ.ess());
    }
    node.put("valid", logZ.valid());
    if (!logZ.valid()) {
      node.put("reason", logZ.reason());
    }
    if (!logZ.assumes().isEmpty()) {
      node.put("assumes", logZ.assumes());
    }
    logZ.parts().forEach((name, part) -> node.set(name, of(part)));
    return node;
  }

  /** The mean log likelihood of examples by their mean energy, and its interval if it has one. */
  static void putLogLikelihood(ObjectNode node, String name, double energy, LogPartition logZ) {
    Json.put(node, name, -energy - logZ.value());
    if (logZ.upper() > logZ.lower()) {
      Json.put(node, name + "Lower", -energy - logZ.upper());
      Json.put(node, name + "Upper", -energy - logZ.lower());
    }
  }

  /** The mean cost of a symbol of examples, {@code -log p} over their symbols, and its interval. */
  static void putCosts(
      ObjectNode node, String name, double energy, double symbols, LogPartition logZ) {
    Json.put(node, name, (energy + logZ.value()) / symbols);
    if (logZ.upper() > logZ.lower()) {
      Json.put(node, name + "Lower", (energy + logZ.lower()) / symbols);
      Json.put(node, name + "Upper", (energy + logZ.upper()) / symbols);
    }
  }
}
