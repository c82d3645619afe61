package io.ebm.core.evaluation;

import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.diagnostics.Auc;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import tools.jackson.databind.node.ObjectNode;

/** How well low energy tells held-out examples from what is like them and wrong. */
final class OutOfDistribution {

  private static final int FEWEST_PIXELS = 4;

  private OutOfDistribution() {}

  /** Whether examples are told from wrong ones: where there are some, with enough coordinates. */
  static boolean applies(Dataset data) {
    return data.heldOut().size() > 0 && data.space().dim() >= FEWEST_PIXELS;
  }

  /**
   * Puts the areas under the curve.
   *
   * @param suffix of the scores' names
   */
  static void put(
      ObjectNode node,
      String suffix,
      EnergyFunction energy,
      Dataset data,
      Workers workers,
      RandomStream random) {
    StateSpace space = data.space();
    Energies energies = new Energies(energy, workers);
    Negatives negatives = new Negatives(data.heldOut(), space);
    double[] positive = negated(energies.of(data.heldOut()));
    double[] shuffled = negated(negatives.shuffled(energies, random.split("shuffled")));
    Json.put(node, "aucShuffled" + suffix, Auc.of(positive, shuffled));
    double[] noise = negated(negatives.uniform(energies, random.split("uniform")));
    Json.put(node, "aucUniform" + suffix, Auc.of(positive, noise));
  }

  private static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }
}
